package org.camerad.driver.sim.scene.world;

import org.camerad.driver.sim.scene.raster.Shape.Paint;

/** Unique buildings, which identify a direction. */
final class LandmarkShapes {

	private LandmarkShapes() {
	}

	static void church(ShapeBuilder church) {
		Paint stone = Paint.of(0xd9cfb8).to(0xc7bca3).grained(14);
		Paint slate = Paint.of(0x54626e).grained(10);
		church.polygon(slate, 2.2, 4.8, 8.6, 4.8, 8, 7.2, 2.8, 7.2);
		church.rectangle(stone, 2.4, 0, 8.4, 4.9);
		for (double x = 3.3; x < 8; x += 1.6) {
			church.rectangle(Paint.of(0x4b5f7a).to(0x7d90a8).glowing(0xe8b45c), x, 1.6, x + 0.7, 3.6);
			church.ellipse(Paint.of(0x4b5f7a).glowing(0xe8b45c), x + 0.35, 3.6, 0.35);
		}
		church.rectangle(stone, 0, 0, 2.9, 9.2);
		church.polygon(slate, -0.25, 9.2, 3.15, 9.2, 1.45, 14.2);
		church.stroke(Paint.of(0xe3c14b), 0.1, 1.45, 14, 1.45, 15.2)
			.stroke(Paint.of(0xe3c14b), 0.1, 1.1, 14.8, 1.8, 14.8);
		church.ellipse(Paint.of(0x3a4147), 1.45, 7.6, 0.95)
			.ellipse(Paint.of(0xf7f4ea).glowing(0xf1e6c0), 1.45, 7.6, 0.82);
		church.stroke(Paint.of(0x22262a), 0.12, 1.45, 7.6, 1.45, 8.25)
			.stroke(Paint.of(0x22262a), 0.12, 1.45, 7.6, 1.9, 7.4);
		church.rectangle(Paint.of(0x5d3f2b), 1, 0, 1.9, 1.6).ellipse(Paint.of(0x5d3f2b), 1.45, 1.6, 0.45);
		church.rectangle(Paint.of(0x4b5f7a).glowing(0xe8b45c), 1.15, 3.6, 1.75, 5.2);
	}

	static void waterTower(ShapeBuilder tower) {
		Paint steel = Paint.of(0x9fb2bd).to(0x7f929d);
		for (double x : new double[] { -2, -0.7, 0.7, 2 }) {
			tower.stroke(steel, 0.22, x * 1.25, 0, x, 8);
		}
		tower.stroke(steel, 0.12, -2.3, 2.6, 2.1, 6).stroke(steel, 0.12, 2.3, 2.6, -2.1, 6);
		tower.rectangle(Paint.of(0xd65a4a).to(0xb8483a), -2.7, 8, 2.7, 11.2);
		tower.ellipse(Paint.of(0xd65a4a), 0, 11.2, 2.7, 1.1);
		tower.letters(Paint.of(0xffffff), "H2O", 0, 8.7, 2);
	}

	static void mast(ShapeBuilder mast) {
		for (int i = 0; i < 12; i++) {
			double wide = 1.2 - i * 0.09;
			Paint paint = Paint.of((i % 2 == 0) ? 0xd2423a : 0xf4f1ea);
			mast.polygon(paint, -wide, i * 2.6, wide, i * 2.6, wide - 0.09, i * 2.6 + 2.6, -wide + 0.09, i * 2.6 + 2.6);
		}
		mast.ellipse(Paint.of(0xc03028).glowing(0xff4030), 0, 31.4, 0.35).halo(0xff5040, 0, 31.4, 2);
	}

	static void windmill(ShapeBuilder mill) {
		mill.polygon(Paint.of(0xf2ead8).to(0xd8ceb8).grained(8), -2, 0, 2, 0, 1.2, 7.4, -1.2, 7.4);
		mill.polygon(Paint.of(0x6b3f30), -1.5, 7.3, 1.5, 7.3, 0, 9);
		mill.rectangle(Paint.of(0x5d3f2b), -0.5, 0, 0.5, 1.7);
		mill.rectangle(Paint.of(0x6f8fa8).glowing(0xffd48a), -0.35, 4, 0.35, 5);
		for (int i = 0; i < 4; i++) {
			double angle = Math.PI * (0.15 + i / 2.0);
			double x = StrictMath.cos(angle);
			double y = StrictMath.sin(angle);
			mill.stroke(Paint.of(0xeae3d2), 0.75, 1.1 * x, 7.4 + 1.1 * y, 5.2 * x, 7.4 + 5.2 * y);
			mill.stroke(Paint.of(0x5a4636), 0.14, 0, 7.4, 5.3 * x, 7.4 + 5.3 * y);
		}
		mill.ellipse(Paint.of(0x3a2c22), 0, 7.4, 0.35);
	}

	static void wheel(ShapeBuilder wheel) {
		Paint steel = Paint.of(0xcfd6dc);
		wheel.stroke(steel, 0.35, -3, 0, 0, 8).stroke(steel, 0.35, 3, 0, 0, 8);
		int[] colors = { 0xd8433b, 0xf2b632, 0x2a9d8f, 0x3a78c2 };
		for (int i = 0; i < 16; i++) {
			double angle = 2 * Math.PI * i / 16;
			double next = 2 * Math.PI * (i + 1) / 16;
			double x = 6 * StrictMath.cos(angle);
			double y = 8 + 6 * StrictMath.sin(angle);
			wheel.stroke(steel, 0.12, 0, 8, x, y);
			wheel.stroke(steel, 0.22, x, y, 6 * StrictMath.cos(next), 8 + 6 * StrictMath.sin(next));
			wheel.ellipse(Paint.of(colors[i % 4]).glowing(colors[i % 4]), x, y - 0.5, 0.55);
		}
		wheel.ellipse(Paint.of(0x55606a), 0, 8, 0.6);
	}

}
