package org.camerad.driver.sim.scene.world;

import java.util.List;

import org.camerad.driver.sim.scene.raster.Lighting;
import org.camerad.driver.sim.scene.raster.Shape;
import org.camerad.driver.sim.scene.raster.Shape.Paint;

/**
 * The shapes of the actors. Each is drawn with a height of 1 and its feet at the origin,
 * within the bounds of its kind.
 */
public final class ActorShapes {

	private ActorShapes() {
	}

	/** The position and posture of an actor. */
	public record Stance(double azimuth, double elevation, double height, int side, double stride) {
	}

	/**
	 * Returns a walking person, 0.46 of the height wide; {@code stride} counts steps.
	 */
	public static List<Shape> person(Stance stance, int rgb) {
		ShapeBuilder all = new ShapeBuilder();
		ShapeBuilder body = all.at(stance.azimuth, stance.elevation, stance.height).facing(stance.side);
		double swing = 0.15 * StrictMath.sin(Math.PI * stance.stride);
		Paint trousers = Paint.of(0x2f3b52);
		body.stroke(trousers, 0.1, 0, 0.46, swing, 0.03).stroke(Paint.of(0x3a4763), 0.1, 0, 0.46, -swing, 0.03);
		body.ellipse(Paint.of(0x1f1f22), swing + 0.03, 0.025, 0.07, 0.025);
		body.ellipse(Paint.of(0x1f1f22), -swing + 0.03, 0.025, 0.07, 0.025);
		body.stroke(Paint.of(Lighting.mix(rgb, 0, 60)), 0.07, 0, 0.76, swing, 0.46);
		body.polygon(Paint.of(rgb), -0.11, 0.42, 0.11, 0.42, 0.13, 0.78, 0.06, 0.82, -0.06, 0.82, -0.13, 0.78);
		body.stroke(Paint.of(Lighting.mix(rgb, 0xffffff, 40)), 0.07, 0, 0.76, -swing, 0.46);
		body.ellipse(Paint.of(0xe0ad88), -swing, 0.45, 0.04);
		body.ellipse(Paint.of(0xe0ad88), 0.01, 0.905, 0.075, 0.09);
		body.polygon(Paint.of(0x3b2a20), -0.08, 0.9, -0.07, 0.985, 0.02, 0.998, 0.085, 0.95, 0.0, 0.955, -0.035, 0.88);
		return all.shapes();
	}

	/** Returns a car, 2.6 times as long as high. */
	public static List<Shape> car(Stance stance, int rgb) {
		ShapeBuilder all = new ShapeBuilder();
		ShapeBuilder car = all.at(stance.azimuth, stance.elevation, stance.height).facing(stance.side);
		car.ellipse(Paint.of(0x303236).opaque(150), 0, 0.07, 1.28, 0.065);
		car.polygon(Paint.of(Lighting.mix(rgb, 0xffffff, 30)).to(rgb), -0.85, 0.6, -0.55, 0.97, -0.4, 1, 0.3, 1, 0.45,
				0.96, 0.85, 0.6);
		car.polygon(Paint.of(rgb).to(Lighting.mix(rgb, 0, 90)), -1.27, 0.24, -1.24, 0.56, -0.95, 0.64, 0.85, 0.64, 1.2,
				0.52, 1.28, 0.36, 1.26, 0.22, -1.2, 0.2);
		Paint glass = Paint.of(0x2f4252).to(0x9db8c8);
		car.polygon(glass, -0.74, 0.63, -0.5, 0.93, -0.1, 0.93, -0.1, 0.63);
		car.polygon(glass, -0.03, 0.63, -0.03, 0.93, 0.3, 0.93, 0.68, 0.63);
		car.rectangle(Paint.of(Lighting.mix(rgb, 0, 110)), -0.07, 0.26, -0.05, 0.62);
		car.rectangle(Paint.of(0xd8d8d8), -0.25, 0.54, -0.13, 0.57);
		car.ellipse(Paint.of(0xfff6d8).glowing(0xfff6d8), 1.17, 0.45, 0.07, 0.06);
		car.rectangle(Paint.of(0xb02020).glowing(0xff3020), -1.26, 0.45, -1.17, 0.56);
		wheel(car.at(-0.76, 0.21, 1), stance.stride * stance.side);
		wheel(car.at(0.78, 0.21, 1), stance.stride * stance.side);
		return all.shapes();
	}

	private static void wheel(ShapeBuilder wheel, double turn) {
		wheel.ellipse(Paint.of(0x1b1c1f), 0, 0, 0.21).ellipse(Paint.of(0xb9bec4), 0, 0, 0.12);
		for (int spoke = 0; spoke < 3; spoke++) {
			double angle = Math.PI * (spoke / 3.0 - turn);
			double x = 0.11 * StrictMath.cos(angle);
			double y = 0.11 * StrictMath.sin(angle);
			wheel.stroke(Paint.of(0x4a4f55), 0.03, -x, -y, x, y);
		}
	}

	/** Returns a striped ball, as wide as high. */
	public static List<Shape> ball(Stance stance, int rgb) {
		ShapeBuilder all = new ShapeBuilder();
		ShapeBuilder ball = all.at(stance.azimuth, stance.elevation, stance.height).at(0, 0.5, 1);
		ball.ellipse(Paint.of(rgb).to(Lighting.mix(rgb, 0, 80)), 0, 0, 0.5);
		for (int i = 0; i < 3; i++) {
			double angle = Math.PI * (i * 2 / 3.0 - stance.stride * stance.side);
			ball.ellipse(Paint.of(0xfaf6ea), 0.27 * StrictMath.cos(angle), 0.27 * StrictMath.sin(angle), 0.15);
		}
		return all.shapes();
	}

	/** Returns a plain crate, as wide as high, that moves without changing. */
	public static List<Shape> crate(Stance stance, int rgb) {
		ShapeBuilder all = new ShapeBuilder();
		ShapeBuilder crate = all.at(stance.azimuth, stance.elevation, stance.height);
		crate.rectangle(Paint.of(rgb), -0.5, 0, 0.5, 1);
		crate.rectangle(Paint.of(Lighting.mix(rgb, 0, 70)), -0.5, 0, 0.5, 0.12);
		crate.rectangle(Paint.of(Lighting.mix(rgb, 0xffffff, 70)), -0.5, 0.88, 0.5, 1);
		return all.shapes();
	}

}
