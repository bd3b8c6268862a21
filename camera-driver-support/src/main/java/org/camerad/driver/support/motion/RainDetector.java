package org.camerad.driver.support.motion;

import java.util.Arrays;

/**
 * A detector of rain: drops are everywhere, and in other places in the next picture.
 */
final class RainDetector {

	private static final int SIDE = 4;

	/** The fraction of newly changed pixels in a tile with rain. */
	private static final float FRESH_SHARE = 0.012f;

	/**
	 * The number of the 16 tiles that must show rain: objects are in a few, and the sky
	 * hides drops.
	 */
	private static final int TILES = 8;

	/**
	 * The number of pictures for which rain continues after the last one that showed it.
	 */
	private static final int LASTING = 5;

	private final int width;

	private final int height;

	private final byte[] former;

	private final int[] fresh = new int[SIDE * SIDE];

	private int raining;

	RainDetector(int width, int height) {
		this.width = width;
		this.height = height;
		this.former = new byte[width * height];
	}

	/**
	 * Analyzes the changed pixels of the next picture and returns whether it rains.
	 */
	boolean rains(byte[] marks) {
		Arrays.fill(this.fresh, 0);
		for (int y = 0; y < this.height; y++) {
			int row = y * this.width;
			int tiles = y * SIDE / this.height * SIDE;
			for (int x = 0; x < this.width; x++) {
				this.fresh[tiles + x * SIDE / this.width] += marks[row + x] & ~this.former[row + x];
			}
		}
		System.arraycopy(marks, 0, this.former, 0, marks.length);
		this.raining = isWet() ? LASTING : Math.max(0, this.raining - 1);
		return this.raining > 0;
	}

	private boolean isWet() {
		float least = FRESH_SHARE * this.width * this.height / (SIDE * SIDE);
		int wet = 0;
		for (int count : this.fresh) {
			wet += (count > least) ? 1 : 0;
		}
		return wet >= TILES;
	}

}
