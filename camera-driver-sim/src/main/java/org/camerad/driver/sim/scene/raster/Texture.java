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

	private int fineRow;

	private int coarseRow;

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

	/** Goes to a row of the picture. */
	void row(int y) {
		double elevation = this.window.top() - y / this.window.rowsPerDegree();
		this.fineRow = cell(elevation * this.grainsPerDegree) * SIDE;
		this.coarseRow = cell(elevation * this.grainsPerDegree / 2) * SIDE;
	}

	/**
	 * Paints a part of the row.
	 * @param row the row's place in the plane, and the first and the last column but one
	 * @param value the brightness, at least {@code grain} away from both ends
	 * @param grain how rough
	 * @param share how much of what is there is covered, of {@link Ink#FULL}
	 */
	void paint(byte[] plane, int[] row, int value, int grain, int share) {
		int[] small = this.fine;
		int[] large = this.coarse;
		int first = this.fineRow;
		int second = this.coarseRow;
		int start = row[0];
		if (share == Ink.FULL) {
			for (int x = row[1]; x < row[2]; x++) {
				plane[start + x] = (byte) (value + (rough(first + small[x], second + large[x]) * grain >> 8));
			}
			return;
		}
		for (int x = row[1]; x < row[2]; x++) {
			int rough = value + (rough(first + small[x], second + large[x]) * grain >> 8);
			int old = plane[start + x] & 0xff;
			plane[start + x] = (byte) (old + ((rough - old) * share + 128 >> 8));
		}
	}

	/** The masks change nothing, but tell the compiler that no index is outside. */
	private static int rough(int first, int second) {
		return TILE[first & (SIDE * SIDE - 1)] + TILE[second & (SIDE * SIDE - 1)];
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
