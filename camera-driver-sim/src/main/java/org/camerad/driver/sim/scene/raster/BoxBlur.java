package org.camerad.driver.sim.scene.raster;

/**
 * A box filter on a plane of samples. Samples beyond the edges equal the outermost ones.
 */
record BoxBlur(int width, int height) {

	/** Averages {@code radius} samples to the left and to the right. */
	void across(byte[] from, byte[] to, int radius) {
		for (int y = 0; y < this.height; y++) {
			line(from, to, y * this.width, 1, this.width, radius);
		}
	}

	/** Averages {@code radius} samples above and below. */
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

}
