package org.camerad.driver.sim.scene.world;

import java.util.SplittableRandom;

import org.camerad.driver.sim.scene.raster.Shape.Paint;

/** Houses, trees and lamps along the far side of the street. */
final class TownShapes {

	private static final int[] WALLS = { 0xead8b8, 0xdba878, 0xc7745c, 0xbfc9d1, 0xf1ead8, 0xa9b68f, 0xdcb9a4,
			0x98a9b5 };

	private static final int[] ROOFS = { 0x8a4030, 0x6b4f43, 0x4f5a69, 0xa0583a };

	private static final int[] AWNINGS = { 0xc8453b, 0x2f7d6d, 0x2b5d9b, 0xd39b2a };

	private final ShapeBuilder land;

	private final SplittableRandom random;

	TownShapes(ShapeBuilder land, SplittableRandom random) {
		this.land = land;
		this.random = random;
	}

	void build() {
		backdrop();
		int number = 1;
		for (double x = -179; x < 172;) {
			double width = 6 + this.random.nextDouble() * 4;
			building(x, Math.min(width, 178 - x), number++);
			x += width + 0.6 + ((number % 3 == 0) ? 4.5 : 1.2) * this.random.nextDouble(0.5, 1);
		}
		landmarks();
		for (double x = -178; x < 178; x += 9) {
			tree(this.land.at(x + this.random.nextDouble(3), -4.3, 0.85 + this.random.nextDouble() * 0.3));
		}
		for (double x = -174; x < 180; x += 12) {
			lamp(this.land.at(x, -5.05, 1));
		}
	}

	/** Draws a distant row of plain houses between town and hills. */
	private void backdrop() {
		for (double x = -180; x < 178;) {
			double width = 1.5 + this.random.nextDouble() * 2.5;
			double height = 1.5 + this.random.nextDouble() * 2.6;
			int wall = (this.random.nextInt(2) == 0) ? 0xb4bfc6 : 0xc4beb4;
			ShapeBuilder house = this.land.at(x, -1.5, 1);
			house.rectangle(Paint.of(wall).to(0xaab3b4), 0, 0, width, height);
			for (double wx = 0.25; wx < width - 0.3; wx += 0.5) {
				for (double wy = height - 0.5; wy > 0.6; wy -= 0.55) {
					house.rectangle(pane(0x8797a3), wx, wy, wx + 0.22, wy + 0.3);
				}
			}
			x += width + this.random.nextDouble() * 0.8;
		}
	}

	private void building(double x, double width, int number) {
		ShapeBuilder house = this.land.at(x, LandscapeShapes.HOUSES, 1);
		Paint wall = Paint.of(WALLS[this.random.nextInt(WALLS.length)]).grained(7);
		int kind = this.random.nextInt(3);
		if (kind == 0) {
			cottage(house, width, wall);
		}
		else if (kind == 1) {
			shop(house, width, wall);
		}
		else {
			block(house, width, wall);
		}
		house.rectangle(Paint.of(0x2b3a55), width - 1.25, 1.35, width - 0.45, 1.85);
		house.letters(Paint.of(0xffffff), Integer.toString(number), width - 0.85, 1.36, 0.5);
	}

	private void cottage(ShapeBuilder house, double width, Paint wall) {
		double height = 3.6 + this.random.nextDouble();
		double ridge = 2 + this.random.nextDouble();
		Paint roof = Paint.of(ROOFS[this.random.nextInt(ROOFS.length)]).grained(16);
		house.rectangle(Paint.of(0x8c5546).grained(12), width * 0.7, height, width * 0.7 + 0.7, height + ridge + 0.3);
		house.rectangle(wall, 0, 0, width, height);
		house.polygon(roof, -0.4, height - 0.1, width + 0.4, height - 0.1, width * 0.78, height + ridge, width * 0.22,
				height + ridge);
		house.rectangle(Paint.of(0xf3efe4), -0.3, height - 0.22, width + 0.3, height - 0.05);
		windows(house, width, 2.15, 1);
		door(house, width * 0.18, 0x6a3f2a);
		windows(house.at(width * 0.3, 0, 1), width * 0.55, 0.65, 1);
	}

	private void shop(ShapeBuilder house, double width, Paint wall) {
		double height = 5.6 + 1.7 * this.random.nextInt(2);
		house.rectangle(wall, 0, 0, width, height);
		house.rectangle(Paint.of(0xf3efe4), -0.15, height - 0.3, width + 0.15, height);
		house.rectangle(Paint.of(0x3f4a52).to(0x8fa9b5).glowing(0xf5d48a), 0.5, 0.35, width - 1.5, 1.95);
		door(house, width - 1.3, 0x39444d);
		int awning = AWNINGS[this.random.nextInt(AWNINGS.length)];
		for (double x = 0.3; x < width - 0.4; x += 0.8) {
			int color = ((int) (x / 0.8) % 2 == 0) ? awning : 0xf7f3ea;
			house.polygon(Paint.of(color), x, 2.5, x + 0.8, 2.5, x + 0.75, 1.9, x - 0.05, 1.9);
		}
		for (double y = 3.1; y < height - 1.3; y += 1.6) {
			windows(house, width, y, 1);
		}
	}

	private void block(ShapeBuilder house, double width, Paint wall) {
		int floors = 5 + this.random.nextInt(3);
		double height = floors * 1.5 + 0.9;
		house.rectangle(Paint.of(0x9aa0a3), width * 0.25, height, width * 0.45, height + 0.8);
		house.stroke(Paint.of(0x6d7378), 0.08, width * 0.7, height, width * 0.7, height + 1.8);
		house.stroke(Paint.of(0x6d7378), 0.06, width * 0.7 - 0.5, height + 1.3, width * 0.7 + 0.5, height + 1.3);
		house.rectangle(wall, 0, 0, width, height);
		house.rectangle(Paint.of(0xe4e0d6), -0.12, height - 0.25, width + 0.12, height);
		house.rectangle(Paint.of(0x8f8779).grained(10), 0, 0, width, 1.2);
		door(house, width / 2 - 0.4, 0x3e4e57);
		for (int floor = 1; floor < floors; floor++) {
			windows(house, width, floor * 1.5 + 0.2, 0.9);
		}
	}

	private static void door(ShapeBuilder house, double left, int color) {
		house.rectangle(Paint.of(0xe9e4d6), left - 0.1, 0, left + 0.9, 1.75);
		house.rectangle(Paint.of(color), left, 0, left + 0.8, 1.65);
		house.ellipse(Paint.of(0xe0c060), left + 0.66, 0.78, 0.05);
	}

	private void windows(ShapeBuilder house, double width, double bottom, double height) {
		int count = Math.max(1, (int) ((width - 0.4) / 1.45));
		double step = width / count;
		for (int i = 0; i < count; i++) {
			double left = i * step + step / 2 - 0.42;
			house.rectangle(Paint.of(0xf6f2e8), left - 0.08, bottom - 0.1, left + 0.92, bottom + height + 0.08);
			house.rectangle(pane(0x5f7f97), left, bottom, left + 0.84, bottom + height);
			house.rectangle(Paint.of(0xf6f2e8), left + 0.39, bottom, left + 0.45, bottom + height);
			house.rectangle(Paint.of(0xd9d3c4), left - 0.14, bottom - 0.2, left + 0.98, bottom - 0.08);
		}
	}

	/** Returns window glass, some of it lit at night. */
	private Paint pane(int glass) {
		int lit = (this.random.nextInt(100) < 42) ? 0xffd48a - this.random.nextInt(3) * 0x101010 : 0x10141c;
		return Paint.of(glass).to(0xa9c6da).glowing(lit);
	}

	private void tree(ShapeBuilder tree) {
		double high = 3 + this.random.nextDouble();
		tree.ellipse(Paint.of(0x57614a).opaque(110), 0.3, 0, 1.5, 0.22);
		tree.polygon(Paint.of(0x6b4a33).grained(20), -0.17, 0, 0.17, 0, 0.09, high * 0.7, -0.09, high * 0.7);
		int[] greens = { 0x3f7a3a, 0x4d8b42, 0x5f9e4d, 0x74b05a };
		for (int i = 0; i < greens.length; i++) {
			double spread = 1.25 - i * 0.22;
			for (int blob = 0; blob < 3; blob++) {
				double x = (blob - 1) * spread * 0.62 + i * 0.06 + this.random.nextDouble(-0.1, 0.1);
				double y = high + 0.25 * i + ((blob == 1) ? 0.45 : 0) + this.random.nextDouble(-0.1, 0.1);
				tree.ellipse(Paint.of(greens[i]).grained(34), x, y, spread * 0.72, spread * 0.66);
			}
		}
	}

	private static void lamp(ShapeBuilder lamp) {
		Paint iron = Paint.of(0x3a4147);
		lamp.rectangle(iron, -0.16, 0, 0.16, 0.5).rectangle(iron, -0.06, 0, 0.06, 6.2);
		lamp.stroke(iron, 0.09, 0, 6.15, 0.9, 6.35);
		lamp.polygon(iron, 0.6, 6.35, 1.2, 6.35, 1.1, 6.55, 0.7, 6.55);
		lamp.ellipse(Paint.of(0xf1efe2).glowing(0xfff0c0), 0.9, 6.3, 0.26, 0.12);
		lamp.halo(0xffdf9a, 0.9, 6.2, 2.2);
	}

	private void landmarks() {
		LandmarkShapes.church(this.land.at(10.5, LandscapeShapes.HOUSES, 1));
		LandmarkShapes.waterTower(this.land.at(76, LandscapeShapes.HOUSES, 1));
		LandmarkShapes.mast(this.land.at(131, LandscapeShapes.HOUSES, 1));
		LandmarkShapes.windmill(this.land.at(-98, LandscapeShapes.HOUSES, 1));
		LandmarkShapes.wheel(this.land.at(-150, LandscapeShapes.HOUSES, 1));
	}

}
