package org.camerad.driver.sim.scene.raster;

import java.util.SplittableRandom;

/**
 * The roughness of surfaces: noise that is fixed to the world, in grains of one to two
 * pixels at every zoom, so that there is always something for sharpness and focus to act
 * upon. One thread at a time.
 */
final class Texture {

	private static final int SIDE = 256;

	private static final byte[] TILE = tile();

	private final int[] fine;

	private final int[] coarse;

	private final Window window;

	private final double grainsPerDegree;

	Texture(Window window) {
		this.window = window;
		this.grainsPerDegree = StrictMath.scalb(1.0, Math.getExponent(window.columnsPerDegree()));
		this.fine = columns(this.grainsPerDegree);
		this.coarse = columns(this.grainsPerDegree / 4);
	}

	private int[] columns(double perDegree) {
		int[] columns = new int[this.window.width()];
		for (int x = 0; x < columns.length; x++) {
			columns[x] = cell((this.window.left() + x / this.window.columnsPerDegree()) * perDegree);
		}
		return columns;
	}

	/** Writes the roughness of a row, -128 to 127 for each pixel. */
	void row(int y, int left, int right, byte[] into) {
		double elevation = this.window.top() - y / this.window.rowsPerDegree();
		int fineRow = cell(elevation * this.grainsPerDegree) * SIDE;
		int coarseRow = cell(elevation * this.grainsPerDegree / 2) * SIDE;
		for (int x = left; x < right; x++) {
			into[x] = (byte) ((TILE[fineRow + this.fine[x]] + TILE[coarseRow + this.coarse[x]]) / 2);
		}
	}

	private static int cell(double grains) {
		return (int) Math.floor(grains) & (SIDE - 1);
	}

	private static byte[] tile() {
		SplittableRandom random = new SplittableRandom(20);
		byte[] tile = new byte[SIDE * SIDE];
		for (int i = 0; i < tile.length; i++) {
			tile[i] = (byte) ((random.nextInt(256) + random.nextInt(256)) / 2 - 128);
		}
		return tile;
	}

}
