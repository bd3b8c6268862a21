package org.camerad.driver.support.motion;

import java.util.Arrays;

/**
 * The global difference between a picture and the background: shift, zoom and rotation of
 * a shaking or moving camera, and changed lighting. Six parameters are fitted together by
 * Gauss-Newton steps from a quarter of the size to the full size. Pixels with large
 * residuals, such as objects, are excluded from the fit.
 */
final class Alignment {

	private static final int LEVELS = 3;

	private static final int STEPS = 4;

	/** A step that changes the fit by less is the last one at its size. */
	private static final double SETTLED = 0.03;

	private static final int UNKNOWNS = 6;

	/** A displacement below this is noise of the fit. */
	private static final float MIN_DISPLACEMENT_PIXELS = 0.12f;

	/** The maximum displacement at which the camera still shows the same scene. */
	private static final float MAX_DISPLACEMENT_PIXELS = 10;

	/** A typical grey level; it decouples contrast from brightness. */
	private static final float MIDDLE = 128;

	private static final float CONTRAST_UNIT = 64;

	/**
	 * The regularization of parameters that a picture without structure does not
	 * determine.
	 */
	private static final double[] INERTIA = { 1, 1, 1, 1, 0.02, 0.001 };

	private final Raster[] pictures = new Raster[LEVELS];

	private final Raster[] backgrounds = new Raster[LEVELS];

	private final float[] residuals;

	private final int[] histogram = new int[256];

	private final double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];

	private final double[] gradient = new double[UNKNOWNS];

	/**
	 * Shift right, shift down, zoom, rotation (in pixels at the side of the picture),
	 * contrast, brightness.
	 */
	private final double[] fit = new double[UNKNOWNS];

	Alignment(Raster picture, Raster background) {
		this.pictures[0] = picture;
		this.backgrounds[0] = background;
		for (int level = 1; level < LEVELS; level++) {
			int width = Math.max(1, picture.width >> level);
			int height = Math.max(1, picture.height >> level);
			this.pictures[level] = new Raster(width, height);
			this.backgrounds[level] = new Raster(width, height);
		}
		this.residuals = new float[picture.samples.length];
	}

	/** Fits the picture in its raster to the background. */
	void find() {
		Arrays.fill(this.fit, 0);
		int coarsest = coarsest();
		for (int level = 1; level <= coarsest; level++) {
			this.pictures[level].halve(this.pictures[level - 1]);
			this.backgrounds[level].halve(this.backgrounds[level - 1]);
		}
		for (int level = coarsest; level >= 0; level--) {
			int steps = 0;
			while (steps < STEPS && step(level) > SETTLED) {
				steps++;
			}
		}
		if (displacement() < MIN_DISPLACEMENT_PIXELS) {
			Arrays.fill(this.fit, 0, 4, 0);
		}
	}

	private int coarsest() {
		int level = LEVELS - 1;
		while (level > 0 && Math.min(this.pictures[level].width, this.pictures[level].height) < 12) {
			level--;
		}
		return level;
	}

	/** Improves the fit and returns the largest change, in pixels or grey levels. */
	private double step(int level) {
		float limit = measure(level);
		for (double[] row : this.normal) {
			Arrays.fill(row, 0);
		}
		int counted = 0;
		Raster background = this.backgrounds[level];
		int stride = stride(level);
		for (int y = 1; y < background.height - 1; y += stride) {
			for (int x = 1; x < background.width - 1; x += stride) {
				float residual = this.residuals[y * background.width + x];
				if (Math.abs(residual) <= limit) {
					accumulate(level, x, y, residual);
					counted++;
				}
			}
		}
		return solve(counted);
	}

	/**
	 * Returns the sampling step: at full size every second pixel of every second row is
	 * sufficient.
	 */
	private static int stride(int level) {
		return (level == 0) ? 2 : 1;
	}

	/** Measures the residuals of the fit and returns the limit for outliers. */
	private float measure(int level) {
		Arrays.fill(this.histogram, 0);
		Raster background = this.backgrounds[level];
		int measured = 0;
		int stride = stride(level);
		for (int y = 1; y < background.height - 1; y += stride) {
			for (int x = 1; x < background.width - 1; x += stride) {
				float residual = residual(level, x, y);
				this.residuals[y * background.width + x] = residual;
				if (!Float.isNaN(residual)) {
					this.histogram[Math.min(255, (int) Math.abs(residual))]++;
					measured++;
				}
			}
		}
		return Math.max(6, 4.5f * (median(measured) + 0.5f));
	}

	private int median(int measured) {
		int level = 0;
		int below = this.histogram[0];
		while (level < 255 && 2 * below < measured) {
			below += this.histogram[++level];
		}
		return level;
	}

	private float residual(int level, int x, int y) {
		float scale = 1 << level;
		float fullX = (x + 0.5f) * scale - 0.5f;
		float fullY = (y + 0.5f) * scale - 0.5f;
		float sample = this.pictures[level].at(x + right(fullX, fullY) / scale, y + down(fullX, fullY) / scale);
		// Saturated and black samples determine neither lighting nor position.
		if (!(sample > 2 && sample < 253)) {
			return Float.NaN;
		}
		return sample - lit(this.backgrounds[level].samples[y * this.backgrounds[level].width + x]);
	}

	private void accumulate(int level, int x, int y, float residual) {
		Raster background = this.backgrounds[level];
		int at = y * background.width + x;
		float scale = 1 << level;
		double across = (background.samples[at + 1] - background.samples[at - 1]) / (2 * scale);
		double along = (background.samples[at + background.width] - background.samples[at - background.width])
				/ (2 * scale);
		double fromX = fromCentreX((x + 0.5f) * scale - 0.5f);
		double fromY = fromCentreY((y + 0.5f) * scale - 0.5f);
		this.gradient[0] = across;
		this.gradient[1] = along;
		this.gradient[2] = across * fromX + along * fromY;
		this.gradient[3] = along * fromX - across * fromY;
		this.gradient[4] = -(background.samples[at] - MIDDLE) / CONTRAST_UNIT;
		this.gradient[5] = -1;
		for (int row = 0; row < UNKNOWNS; row++) {
			for (int column = row; column < UNKNOWNS; column++) {
				this.normal[row][column] += this.gradient[row] * this.gradient[column];
			}
			this.normal[row][UNKNOWNS] -= this.gradient[row] * residual;
		}
	}

	private double solve(int counted) {
		for (int row = 0; row < UNKNOWNS; row++) {
			this.normal[row][row] += INERTIA[row] * counted + 1e-6;
			for (int column = 0; column < row; column++) {
				this.normal[row][column] = this.normal[column][row];
			}
		}
		LinearEquations.solve(this.normal);
		double change = 0;
		for (int row = 0; row < UNKNOWNS; row++) {
			this.fit[row] += this.normal[row][UNKNOWNS];
			change = Math.max(change, Math.abs(this.normal[row][UNKNOWNS]));
		}
		return change;
	}

	private double fromCentreX(float x) {
		return (x - (this.pictures[0].width - 1) / 2f) / (this.pictures[0].width / 2f);
	}

	private double fromCentreY(float y) {
		return (y - (this.pictures[0].height - 1) / 2f) / (this.pictures[0].width / 2f);
	}

	/**
	 * Returns how many pixels further right the picture shows the background at a
	 * position.
	 */
	float right(float x, float y) {
		return (float) (this.fit[0] + this.fit[2] * fromCentreX(x) - this.fit[3] * fromCentreY(y));
	}

	/**
	 * Returns how many pixels further down the picture shows the background at a
	 * position.
	 */
	float down(float x, float y) {
		return (float) (this.fit[1] + this.fit[2] * fromCentreY(y) + this.fit[3] * fromCentreX(x));
	}

	/** Returns a background sample in the lighting of the picture. */
	float lit(float sample) {
		return (float) (sample + this.fit[4] * (sample - MIDDLE) / CONTRAST_UNIT + this.fit[5]);
	}

	/** Returns the factor by which the lighting scales differences. */
	float gain() {
		return (float) (1 + this.fit[4] / CONTRAST_UNIT);
	}

	/**
	 * Returns the maximum displacement of any pixel in pixels; 0 if the camera stands
	 * still.
	 */
	float displacement() {
		double shift = Math.hypot(this.fit[0], this.fit[1]);
		return (float) (shift + Math.hypot(this.fit[2], this.fit[3]));
	}

	/**
	 * Returns whether the picture shows the background from nearly the same position.
	 */
	boolean sameScene() {
		float gain = gain();
		return displacement() <= MAX_DISPLACEMENT_PIXELS && gain > 0.2 && gain < 5;
	}

}
