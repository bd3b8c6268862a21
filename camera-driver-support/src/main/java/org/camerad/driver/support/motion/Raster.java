package org.camerad.driver.support.motion;

import java.util.Arrays;

/**
 * A grid of samples that is overwritten for each picture. It has the working size of the
 * detector: the size of the picture divided by a whole number.
 */
final class Raster {

	private static final int MAX_COLUMNS = 352;

	private static final int MAX_ROWS = 288;

	private static final double FLATTEST = 0.3;

	/**
	 * The usual difference between the darkest and the brightest tenth, in grey levels.
	 */
	private static final double USUAL_SPREAD = 60;

	final int width;

	final int height;

	final float[] samples;

	private final int[] histogram = new int[256];

	Raster(int width, int height) {
		this.width = width;
		this.height = height;
		this.samples = new float[width * height];
	}

	/**
	 * Returns the whole number by which a picture is divided to reach the working size.
	 */
	static int divisor(LumaPicture picture) {
		int across = (picture.width() + MAX_COLUMNS - 1) / MAX_COLUMNS;
		int down = (picture.height() + MAX_ROWS - 1) / MAX_ROWS;
		return Math.min(Math.max(across, down), Math.min(picture.width(), picture.height()));
	}

	static Raster fitting(LumaPicture picture) {
		int divisor = divisor(picture);
		return new Raster(picture.width() / divisor, picture.height() / divisor);
	}

	boolean fits(LumaPicture picture) {
		int divisor = divisor(picture);
		return picture.width() / divisor == this.width && picture.height() / divisor == this.height;
	}

	/** Reads a picture; each sample is the mean of a square of its pixels. */
	void read(LumaPicture picture) {
		int divisor = divisor(picture);
		float share = 1f / (divisor * divisor);
		for (int y = 0; y < this.height; y++) {
			for (int x = 0; x < this.width; x++) {
				this.samples[y * this.width + x] = share * sum(picture, x * divisor, y * divisor, divisor);
			}
		}
	}

	private static int sum(LumaPicture picture, int left, int top, int side) {
		int sum = 0;
		for (int y = top; y < top + side; y++) {
			int row = y * picture.width() + left;
			for (int x = row; x < row + side; x++) {
				sum += picture.luma()[x] & 0xff;
			}
		}
		return sum;
	}

	/** Measures the histogram of the samples. */
	void measure() {
		Arrays.fill(this.histogram, 0);
		for (float sample : this.samples) {
			this.histogram[Math.max(0, Math.min(255, (int) (sample + 0.5f)))]++;
		}
	}

	/** Returns the grey level below which a fraction of the measured samples lies. */
	int level(double share) {
		int level = 0;
		int below = this.histogram[0];
		while (level < 255 && below <= share * this.samples.length) {
			below += this.histogram[++level];
		}
		return level;
	}

	/**
	 * Returns the contrast as measured, from 0.3 at night or in fog to 1 on a normal day.
	 * Brightness does not show it, because brightness is a setting.
	 */
	float contrast() {
		return (float) Math.max(FLATTEST, Math.min(1, (level(0.9) - level(0.1)) / USUAL_SPREAD));
	}

	/** Reads another raster at half its size. */
	void halve(Raster full) {
		for (int y = 0; y < this.height; y++) {
			for (int x = 0; x < this.width; x++) {
				int from = 2 * y * full.width + 2 * x;
				this.samples[y * this.width + x] = (full.samples[from] + full.samples[from + 1]
						+ full.samples[from + full.width] + full.samples[from + full.width + 1]) / 4;
			}
		}
	}

	/** Returns the sample at a position between pixels; NaN outside. */
	float at(float x, float y) {
		if (!(x >= 0 && y >= 0 && x <= this.width - 1 && y <= this.height - 1)) {
			return Float.NaN;
		}
		int left = Math.min((int) x, Math.max(0, this.width - 2));
		int top = Math.min((int) y, Math.max(0, this.height - 2));
		int right = Math.min(left + 1, this.width - 1);
		int below = Math.min(top + 1, this.height - 1) * this.width;
		float fx = x - left;
		float fy = y - top;
		float[] s = this.samples;
		float upper = s[top * this.width + left] * (1 - fx) + s[top * this.width + right] * fx;
		float lower = s[below + left] * (1 - fx) + s[below + right] * fx;
		return upper * (1 - fy) + lower * fy;
	}

}
