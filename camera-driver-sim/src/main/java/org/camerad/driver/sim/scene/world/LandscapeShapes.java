package org.camerad.driver.sim.scene.world;

import java.util.SplittableRandom;

import org.camerad.driver.sim.scene.raster.Shape.Paint;

/** Hills on the horizon and the ground with the street. */
final class LandscapeShapes {

	/** Elevation of the far pavement's edge, where the houses stand. */
	static final double HOUSES = -3.4;

	/** Elevation of the near edge of the street. */
	static final double KERB = -10.6;

	private static final int PART = 6;

	/** Elevation of the lower end of the hills, behind the grass. */
	private static final double FOOT = 0;

	private LandscapeShapes() {
	}

	static void hills(ShapeBuilder land, SplittableRandom random) {
		ridge(land, Paint.of(0xb9cbda).to(0xc9d6df), new double[] { 3.6, 1.7 }, random.split());
		ridge(land, Paint.of(0x9ab3b4).to(0xaebfb4), new double[] { 2.3, 1.1 }, random.split());
		ridge(land, Paint.of(0x7f9f78).to(0x8fab80).grained(10), new double[] { 1.1, 0.7 }, random.split());
	}

	/** Draws a ridge of the given height and unevenness, in overlapping parts. */
	private static void ridge(ShapeBuilder land, Paint paint, double[] size, SplittableRandom random) {
		double[] phases = random.doubles(4, 0, 2 * Math.PI).toArray();
		for (int from = -180; from < 180; from += PART) {
			double[] corners = new double[2 * (PART * 4 + 4)];
			int i = 0;
			for (double x = from - 0.1; i < corners.length - 4; x += 0.25) {
				corners[i++] = x;
				corners[i++] = size[0] + size[1] * height(x, phases);
			}
			corners[i] = corners[i - 2];
			corners[i + 1] = FOOT;
			corners[i + 2] = corners[0];
			corners[i + 3] = FOOT;
			land.polygon(paint, corners);
		}
	}

	private static double height(double x, double[] phases) {
		double angle = Math.toRadians(x);
		return (StrictMath.sin(7 * angle + phases[0]) + 0.6 * StrictMath.sin(17 * angle + phases[1])
				+ 0.35 * StrictMath.sin(43 * angle + phases[2]) + 0.12 * StrictMath.sin(131 * angle + phases[3])) / 2;
	}

	static void ground(ShapeBuilder land, SplittableRandom random) {
		band(land, Paint.of(0x8fb26f).to(0x7ba35c).grained(22), HOUSES, 0.15);
		band(land, Paint.of(0xbcb6a8).to(0xc9c2b2).grained(14), -5.2, HOUSES);
		band(land, Paint.of(0x8d8a84), -5.4, -5.2);
		band(land, Paint.of(0x55585d).to(0x62656a).grained(20), KERB, -5.4);
		band(land, Paint.of(0xd6d2c6), KERB - 0.25, KERB);
		band(land, Paint.of(0xc4bcab).to(0xcfc7b4).grained(16), -14.4, KERB - 0.25);
		band(land, Paint.of(0x6f9d4e).to(0x4f7f3c).grained(44), -60, -14.4);
		lanes(land);
		paving(land);
		meadow(land, random);
	}

	private static void band(ShapeBuilder land, Paint paint, double bottom, double top) {
		for (int from = -180; from < 180; from += 30) {
			land.rectangle(paint, from - 0.05, bottom, from + 30.05, top);
		}
	}

	private static void lanes(ShapeBuilder land) {
		Paint white = Paint.of(0xe9e7df);
		band(land, white.opaque(200), -5.75, -5.65);
		band(land, white.opaque(200), -10.35, -10.2);
		for (int x = -180; x < 180; x += 4) {
			land.rectangle(white, x, -7.85, x + 2.1, -7.65);
		}
	}

	/** Draws the joints of the near pavement, slanted as in perspective. */
	private static void paving(ShapeBuilder land) {
		Paint joint = Paint.of(0x9f9786).opaque(150);
		band(land, joint, -12.05, -12);
		band(land, joint, -13.2, -13.13);
		for (double x = -180; x < 180; x += 1.6) {
			land.stroke(joint, 0.05, x, KERB - 0.25, x - 0.35, -14.4);
			land.stroke(joint.opaque(90), 0.03, x + 0.4, HOUSES, x + 0.3, -5.2);
		}
	}

	private static void meadow(ShapeBuilder land, SplittableRandom random) {
		int[] colors = { 0xf4f1de, 0xf2cc5c, 0xe07a5f, 0xb784d6 };
		for (int i = 0; i < 1500; i++) {
			double y = -14.8 - 40 * random.nextDouble() * random.nextDouble();
			double size = 0.05 + (-y - 14) * 0.006;
			double x = random.nextDouble(-180, 180);
			land.ellipse(Paint.of(0x3f6d30).opaque(170), x, y - size * 0.8, size * 2.2, size * 0.9);
			land.ellipse(Paint.of(colors[random.nextInt(colors.length)]), x, y, size, size * 0.8);
		}
		for (int x = -180; x < 180; x += 30) {
			land.ellipse(Paint.of(0xb9b2a2).grained(24), x, -28, 3.2, 1.5);
			land.letters(Paint.of(0x4a4a46), Integer.toString(x), x, -29, 2);
		}
	}

	/** Draws a sign with the azimuth every 15 degrees. */
	static void signs(ShapeBuilder land) {
		for (int x = -180; x < 180; x += 15) {
			ShapeBuilder sign = land.at(x + 0.6, -5, 1);
			sign.rectangle(Paint.of(0x6d7378), -0.07, 0, 0.07, 3.1);
			double half = 0.4 + 0.32 * Integer.toString(x).length();
			sign.rectangle(Paint.of(0xf2f2ee).glowing(0x8f9090), -half - 0.08, 2.05, half + 0.08, 3.35);
			sign.rectangle(Paint.of(0x1f5fae).glowing(0x17406f), -half, 2.13, half, 3.27);
			sign.letters(Paint.of(0xffffff).glowing(0xcfd6dd), Integer.toString(x), 0, 2.12, 1.2);
		}
	}

}
