package org.camerad.driver.support.motion;

import java.util.Arrays;

/**
 * The changed pixels: changed by more than the sensitivity requires, by more than their
 * own noise, and together with most of their neighbours, so that streaks of rain and
 * single pixels do not count.
 */
final class ChangeMask {

	/**
	 * The required multiple of a pixel's noise after zero, one and two rounds of
	 * smoothing.
	 */
	private static final float[] NOISE_FACTOR = { 2.6f, 1.4f, 0.9f };

	/**
	 * The number of the 25 neighbours that must have changed; more of them fill a hole.
	 */
	private static final int NEIGHBOURS = 11;

	/** The number in rain, where fewer streaks are side by side. */
	private static final int NEIGHBOURS_IN_RAIN = 17;

	private static final int NEIGHBOURS_OF_HOLE = 15;

	final byte[] changed;

	private final int width;

	private final int height;

	private final float[] smooth;

	private final float[] rows;

	private final byte[] raw;

	private final RainDetector rain;

	private boolean raining;

	private final int[] columnSums;

	private final int[] histogram = new int[128];

	ChangeMask(int width, int height) {
		this.width = width;
		this.height = height;
		this.changed = new byte[width * height];
		this.smooth = new float[width * height];
		this.rows = new float[width * height];
		this.raw = new byte[width * height];
		this.rain = new RainDetector(width, height);
		this.columnSums = new int[width];
	}

	/** Marks the changed pixels. */
	void mark(BackgroundModel background, float smallestChange) {
		int rounds = rounds(typicalNoise(background), smallestChange);
		System.arraycopy(background.difference, 0, this.smooth, 0, this.smooth.length);
		for (int round = 0; round < rounds; round++) {
			smooth();
		}
		for (int at = 0; at < this.raw.length; at++) {
			float least = Math.max(smallestChange, NOISE_FACTOR[rounds] * background.noise[at]);
			this.raw[at] = (byte) (exceeds(background, at, least) ? 1 : 0);
		}
		this.raining = this.rain.rains(this.raw);
		keepTogether(NEIGHBOURS);
	}

	/** Removes streaks of rain from the changed pixels if it rains. */
	void removeRain() {
		if (this.raining) {
			keepTogether(NEIGHBOURS_IN_RAIN);
		}
	}

	boolean isRaining() {
		return this.raining;
	}

	private boolean exceeds(BackgroundModel background, int at, float least) {
		float change = this.smooth[at];
		if (Math.abs(change) <= least || Math.abs(change) <= least + background.slackAt(at)) {
			return false;
		}
		// Smoothing widens a bright streak, so the pixel itself must have changed as
		// well.
		return background.difference[at] * Math.signum(change) > least / 2;
	}

	/**
	 * Returns the least number of smoothing rounds that the noise requires; smoothing
	 * blurs objects.
	 */
	private static int rounds(float noise, float smallestChange) {
		int rounds = 0;
		while (rounds < 2 && NOISE_FACTOR[rounds] * noise > smallestChange) {
			rounds++;
		}
		return rounds;
	}

	private float typicalNoise(BackgroundModel background) {
		Arrays.fill(this.histogram, 0);
		int counted = 0;
		for (int at = 0; at < background.noise.length; at += 7) {
			this.histogram[Math.min(127, (int) (4 * background.noise[at]))]++;
			counted++;
		}
		int level = 0;
		int below = this.histogram[0];
		while (level < 127 && 2 * below < counted) {
			below += this.histogram[++level];
		}
		return level / 4f;
	}

	private void smooth() {
		for (int y = 0; y < this.height; y++) {
			int row = y * this.width;
			for (int x = 0; x < this.width; x++) {
				this.rows[row + x] = (this.smooth[row + Math.max(0, x - 1)] + this.smooth[row + x]
						+ this.smooth[row + Math.min(this.width - 1, x + 1)]) / 3;
			}
		}
		for (int y = 0; y < this.height; y++) {
			int above = Math.max(0, y - 1) * this.width;
			int below = Math.min(this.height - 1, y + 1) * this.width;
			for (int x = 0; x < this.width; x++) {
				this.smooth[y * this.width
						+ x] = (this.rows[above + x] + this.rows[y * this.width + x] + this.rows[below + x]) / 3;
			}
		}
	}

	private void keepTogether(int neighbours) {
		Arrays.fill(this.columnSums, 0);
		for (int y = -2; y <= 1; y++) {
			addRow(y, 1);
		}
		for (int y = 0; y < this.height; y++) {
			addRow(y + 2, 1);
			keepRow(y, neighbours);
			addRow(y - 2, -1);
		}
	}

	/** Adds a row; outside the picture the last row is repeated. */
	private void addRow(int y, int sign) {
		int row = Math.max(0, Math.min(this.height - 1, y)) * this.width;
		for (int x = 0; x < this.width; x++) {
			this.columnSums[x] += sign * this.raw[row + x];
		}
	}

	private void keepRow(int y, int neighbours) {
		int last = this.width - 1;
		int around = 0;
		for (int x = -2; x <= 1; x++) {
			around += this.columnSums[Math.max(0, Math.min(last, x))];
		}
		for (int x = 0; x <= last; x++) {
			around += this.columnSums[Math.min(last, x + 2)];
			int at = y * this.width + x;
			boolean stays = around >= ((this.raw[at] != 0) ? neighbours : Math.max(neighbours, NEIGHBOURS_OF_HOLE));
			this.changed[at] = (byte) (stays ? 1 : 0);
			around -= this.columnSums[Math.max(0, x - 2)];
		}
	}

}
