package org.camerad.driver.sim.scene.world;

import java.util.SplittableRandom;

import org.camerad.driver.sim.scene.raster.Shape.Hours;
import org.camerad.driver.sim.scene.raster.Shape.Paint;

/** The objects in the sky: sun, moon, stars, clouds, balloons. */
final class SkyShapes {

	private SkyShapes() {
	}

	static void draw(ShapeBuilder sky, SplittableRandom random) {
		stars(sky, random.split());
		sun(sky);
		moon(sky);
		clouds(sky, random.split());
		balloon(sky.at(-15.5, 10.2, 1), 0xd8433b, 0xf6d55c);
		balloon(sky.at(52, 44, 1.6), 0x2a9d8f, 0xf4f1de);
		balloon(sky.at(-72, 60, 1.8), 0x5a4fcf, 0xffb4a2);
	}

	/** Draws stars, which glow and are invisible by day. */
	private static void stars(ShapeBuilder sky, SplittableRandom random) {
		for (int i = 0; i < 900; i++) {
			double x = random.nextDouble(-180, 180);
			double y = random.nextDouble(4, 100);
			double size = 0.03 + random.nextInt(4) * 0.012;
			sky.ellipse(Paint.of(0).glowing(0xe8ecff).opaque(90 + random.nextInt(150)).only(Hours.NIGHT), x, y, size);
		}
	}

	private static void sun(ShapeBuilder sky) {
		for (int ring = 6; ring > 0; ring--) {
			sky.ellipse(Paint.of(0xfffbe6).opaque(20).only(Hours.DAY), 21, 12.6, 1.3 + ring * 0.42);
		}
		sky.ellipse(Paint.of(0xfffae6).only(Hours.DAY), 21, 12.6, 1.3);
	}

	private static void moon(ShapeBuilder sky) {
		ShapeBuilder moon = sky.at(3.5, 13, 1);
		moon.halo(0xcfd8f0, 0, 0, 2.6);
		moon.ellipse(Paint.of(0).glowing(0xf0efe0).only(Hours.NIGHT), 0, 0, 0.95);
		moon.ellipse(Paint.of(0).glowing(0xd6d5c4).only(Hours.NIGHT), -0.3, 0.25, 0.2);
		moon.ellipse(Paint.of(0).glowing(0xdad9c8).only(Hours.NIGHT), 0.25, -0.3, 0.26);
	}

	private static void clouds(ShapeBuilder sky, SplittableRandom random) {
		for (int i = 0; i < 70; i++) {
			double y = 8 + random.nextInt(80) * random.nextDouble();
			cloud(sky.at(random.nextDouble(-180, 180), y, 0.7 + random.nextDouble() + y / 60), random);
		}
	}

	private static void cloud(ShapeBuilder cloud, SplittableRandom random) {
		Paint paint = Paint.of(0xfcfdfe).to(0xe3ecf4);
		int puffs = 4 + random.nextInt(3);
		for (int i = 0; i < puffs; i++) {
			double x = (i - puffs / 2.0) * 1.1;
			double high = 0.5 + 0.45 * random.nextDouble();
			cloud.ellipse(paint, x, high * 0.6, 1.1 + random.nextDouble() * 0.5, high);
		}
		cloud.ellipse(Paint.of(0xe9f0f6).to(0xd9e4ee), 0, 0.1, puffs * 0.62, 0.32);
	}

	private static void balloon(ShapeBuilder balloon, int first, int second) {
		Paint rope = Paint.of(0x4a3b2c);
		balloon.stroke(rope, 0.05, -0.32, -1.85, -0.6, -0.9).stroke(rope, 0.05, 0.32, -1.85, 0.6, -0.9);
		balloon.rectangle(Paint.of(0x8a5a33), -0.34, -2.35, 0.34, -1.85);
		balloon.polygon(Paint.of(first), -1.2, -0.4, 1.2, -0.4, 0.4, -1.45, -0.4, -1.45);
		balloon.ellipse(Paint.of(first), 0, 0.5, 1.5, 1.6);
		balloon.ellipse(Paint.of(second), 0, 0.5, 1.02, 1.6);
		balloon.polygon(Paint.of(second), -0.85, -0.4, 0.85, -0.4, 0.28, -1.45, -0.28, -1.45);
		balloon.ellipse(Paint.of(first), 0, 0.5, 0.48, 1.6);
		balloon.polygon(Paint.of(first), -0.4, -0.4, 0.4, -0.4, 0.13, -1.45, -0.13, -1.45);
	}

}
