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
		for (int y = 0; y < this.height; y++) {
			int above = Math.max(0, y - 1) * this.width;
			int below = Math.min(this.height - 1, y + 1) * this.width;
			int row = y * this.width;
			to[row] = from[row];
			for (int x = 1; x < this.width - 1; x++) {
				int i = row + x;
				int self = from[i] & 0xff;
				int around = 4 * self + 2 * ((from[i - 1] & 0xff) + (from[i + 1] & 0xff)) + cross(from, above, x)
						+ cross(from, below, x);
				int detail = 16 * self - around;
				to[i] = (byte) Light.byteOf(self + (detail * amount >> 11));
			}
			to[row + this.width - 1] = from[row + this.width - 1];
		}
	}

	private static int cross(byte[] from, int row, int x) {
		return (from[row + x - 1] & 0xff) + 2 * (from[row + x] & 0xff) + (from[row + x + 1] & 0xff);
	}

}
