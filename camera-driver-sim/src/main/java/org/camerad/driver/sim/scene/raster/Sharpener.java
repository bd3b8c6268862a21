package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.support.picture.Area;

/**
 * Adds the difference between each sample and its surroundings, or subtracts it below the
 * neutral sharpness, and maps the result with a table in the same pass. The outermost
 * columns stay; rows beyond the edge equal the outermost row. Not thread-safe.
 */
final class Sharpener {

	/** The largest overshoot of a sharpened sample beyond the range of samples. */
	private static final int MAX_OVERSHOOT = 768;

	/** Bits by which the difference of 16 samples is scaled down at strength 1. */
	private static final int BITS = 11;

	private final int amount;

	/**
	 * The result for each brightness, starting at {@link #MAX_OVERSHOOT} below black.
	 */
	private final byte[] table = new byte[256 + 2 * MAX_OVERSHOOT];

	private int[] above = new int[0];

	private int[] self = new int[0];

	private int[] below = new int[0];

	private int[] sharp = new int[0];

	/**
	 * Creates a sharpener.
	 * @param strength -128 (blurs) to 127 (sharpens), 0 changes nothing
	 * @param mapping the result for each brightness
	 */
	Sharpener(int strength, byte[] mapping) {
		this.amount = (strength > 0) ? strength * 3 : strength;
		for (int i = 0; i < this.table.length; i++) {
			this.table[i] = mapping[Math.max(0, Math.min(255, i - MAX_OVERSHOOT))];
		}
	}

	/**
	 * Sharpens a part of a plane.
	 * @param from the samples, in rows as wide as {@code all}
	 * @param all the whole plane
	 * @param part the area to sharpen
	 * @param to the target
	 * @param start first index in the target
	 * @param stride length of a row in the target
	 */
	void sharpen(byte[] from, Area all, Area part, byte[] to, int start, int stride) {
		Area wide = part.grown(1, all);
		reserve(wide.width());
		int inset = part.x() - wide.x();
		widen(from, all, wide, part.y() - 1, this.self);
		widen(from, all, wide, part.y(), this.below);
		for (int y = part.y(); y < part.bottom(); y++) {
			int[] previous = this.above;
			this.above = this.self;
			this.self = this.below;
			this.below = previous;
			widen(from, all, wide, y + 1, this.below);
			row(this.above, this.self, this.below, this.sharp, wide.width());
			mapSamples(this.sharp, inset, to, start + (y - part.y()) * stride, part.width());
		}
	}

	private void reserve(int width) {
		if (this.self.length < width) {
			this.above = new int[width];
			this.self = new int[width];
			this.below = new int[width];
			this.sharp = new int[width];
		}
	}

	private static void widen(byte[] from, Area all, Area wide, int row, int[] to) {
		int start = Math.max(0, Math.min(all.height() - 1, row)) * all.width() + wide.x();
		for (int x = 0; x < wide.width(); x++) {
			to[x] = from[start + x] & 0xff;
		}
	}

	/** Sharpens a row. Overwrites the row above with sums. */
	private void row(int[] above, int[] self, int[] below, int[] to, int width) {
		for (int x = 0; x < width; x++) {
			above[x] += 2 * self[x] + below[x];
		}
		to[0] = self[0];
		to[width - 1] = self[width - 1];
		for (int x = 1; x < width - 1; x++) {
			int detail = 16 * self[x] - above[x - 1] - 2 * above[x] - above[x + 1];
			to[x] = self[x] + (detail * this.amount >> BITS);
		}
	}

	private void mapSamples(int[] row, int first, byte[] to, int start, int width) {
		for (int x = 0; x < width; x++) {
			to[start + x] = this.table[row[first + x] + MAX_OVERSHOOT];
		}
	}

}
