package org.camerad.driver.sim.scene.raster;

/** Filters over a plane of samples; beyond its edges the outermost samples go on. */
record Kernels(int width, int height) {

	/** The mean of {@code radius} samples to the left and to the right. */
	void across(byte[] from, byte[] to, int radius) {
		for (int y = 0; y < this.height; y++) {
			line(from, to, y * this.width, 1, this.width, radius);
		}
	}

	/** The mean of {@code radius} samples above and below. */
	void down(byte[] from, byte[] to, int radius) {
		int[] sums = new int[this.width];
		for (int y = -radius - 1; y < radius; y++) {
			add(from, sums, y, 1);
		}
		int reciprocal = reciprocal(radius);
		for (int y = 0; y < this.height; y++) {
			add(from, sums, y + radius, 1);
			add(from, sums, y - radius - 1, -1);
			for (int x = 0; x < this.width; x++) {
				to[y * this.width + x] = (byte) (sums[x] * reciprocal + 32768 >>> 16);
			}
		}
	}

	private void add(byte[] from, int[] sums, int row, int sign) {
		int start = Math.max(0, Math.min(this.height - 1, row)) * this.width;
		for (int x = 0; x < this.width; x++) {
			sums[x] += sign * (from[start + x] & 0xff);
		}
	}

	private static void line(byte[] from, byte[] to, int start, int step, int count, int radius) {
		int sum = 0;
		for (int i = -radius - 1; i < radius; i++) {
			sum += at(from, start, step, count, i);
		}
		int reciprocal = reciprocal(radius);
		for (int i = 0; i < count; i++) {
			sum += at(from, start, step, count, i + radius) - at(from, start, step, count, i - radius - 1);
			to[start + i * step] = (byte) (sum * reciprocal + 32768 >>> 16);
		}
	}

	private static int at(byte[] from, int start, int step, int count, int i) {
		return from[start + Math.max(0, Math.min(count - 1, i)) * step] & 0xff;
	}

	private static int reciprocal(int radius) {
		return 65536 / (2 * radius + 1);
	}

	/**
	 * Adds (or, below 0, takes away) the difference between each sample and its
	 * surroundings: -128 leaves the surroundings alone, 0 nothing changes.
	 */
	void sharpen(byte[] from, byte[] to, int strength) {
		int amount = (strength > 0) ? strength * 3 : strength;
		int[] above = new int[this.width];
		int[] self = new int[this.width];
		int[] below = new int[this.width];
		int[] sharp = new int[this.width];
		widen(from, 0, self);
		widen(from, 0, below);
		for (int y = 0; y < this.height; y++) {
			int[] former = above;
			above = self;
			self = below;
			below = former;
			widen(from, Math.min(this.height - 1, y + 1), below);
			detail(above, self, below, sharp);
			int row = y * this.width;
			for (int x = 1; x < this.width - 1; x++) {
				sharp[x] = Math.max(0, Math.min(255, self[x] + (sharp[x] * amount >> 11)));
			}
			for (int x = 1; x < this.width - 1; x++) {
				to[row + x] = (byte) sharp[x];
			}
			to[row] = from[row];
			to[row + this.width - 1] = from[row + this.width - 1];
		}
	}

	private void widen(byte[] from, int row, int[] to) {
		for (int x = 0; x < this.width; x++) {
			to[x] = from[row * this.width + x] & 0xff;
		}
	}

	/** What is more in 16 times each sample of a row than in those around it. */
	private void detail(int[] above, int[] self, int[] below, int[] to) {
		for (int x = 0; x < this.width; x++) {
			above[x] += 2 * self[x] + below[x];
		}
		for (int x = 1; x < this.width - 1; x++) {
			to[x] = 16 * self[x] - above[x - 1] - 2 * above[x] - above[x + 1];
		}
	}

}
