package org.camerad.driver.support.motion;

import java.util.Arrays;

/**
 * A test whether the picture still shows the expected scene, by its edges. A camera that
 * has turned loses edges everywhere; an object hides only those behind it. Flat and dark
 * areas look the same everywhere and are ignored. The test uses a quarter of the size,
 * where noise and streaks of rain fade.
 */
final class EdgeMatcher {

	private static final int CELL = 4;

	private static final int COLUMNS = 8;

	private static final int ROWS = 6;

	/** A tile counts if at least this fraction of its cells are edges. */
	private static final float EDGES_SHARE = 0.04f;

	/** A tile has changed if at least this fraction of its edges are gone. */
	private static final float LOST_SHARE = 0.5f;

	/** An edge fainter than this fraction of the expected one is gone. */
	private static final float KEPT_SHARE = 0.33f;

	/** With fewer tiles that count there is no result. */
	private static final int MIN_TILES = 6;

	private static final float ELSEWHERE_SHARE = 0.4f;

	/** A larger sudden change is not an object. */
	private static final float SUDDEN_SHARE = 0.25f;

	/** Longer than a camera turns; a picture that never settles is weather. */
	private static final float MAX_SECONDS = 5;

	private final int columns;

	private final int rows;

	private final float[] expected;

	private final float[] present;

	private final float[] noise;

	private final int[] edges = new int[COLUMNS * ROWS];

	private final int[] lost = new int[COLUMNS * ROWS];

	private float changed;

	private float rise;

	private float seconds;

	EdgeMatcher(int width, int height) {
		this.columns = Math.max(1, width / CELL);
		this.rows = Math.max(1, height / CELL);
		this.expected = new float[this.columns * this.rows];
		this.present = new float[this.columns * this.rows];
		this.noise = new float[this.columns * this.rows];
	}

	/**
	 * Looks for the edges of the background in the picture that it was compared with.
	 * @param background the background with the differences of the picture
	 * @param smallestChange in grey levels; edges differ by twice as much
	 * @param span the time since the last picture in seconds
	 */
	void compare(BackgroundModel background, float smallestChange, float span) {
		gather(background);
		Arrays.fill(this.edges, 0);
		Arrays.fill(this.lost, 0);
		for (int row = 0; row < this.rows - 1; row++) {
			int tiles = row * ROWS / this.rows * COLUMNS;
			for (int column = 0; column < this.columns - 1; column++) {
				note(row * this.columns + column, tiles + column * COLUMNS / this.columns, 2 * smallestChange);
			}
		}
		float former = this.changed;
		this.changed = changedShare(EDGES_SHARE * this.columns * this.rows / (COLUMNS * ROWS));
		this.rise = this.changed - former;
		// Decreases slowly, because in any weather some picture resembles the one before.
		this.seconds = (this.changed > SUDDEN_SHARE) ? Math.min(2 * MAX_SECONDS, this.seconds + span)
				: Math.max(0, this.seconds - span / 4);
	}

	/** Computes the means of the cells; uncovered pixels are as expected. */
	private void gather(BackgroundModel background) {
		Arrays.fill(this.expected, 0);
		Arrays.fill(this.present, 0);
		Arrays.fill(this.noise, 0);
		int width = background.expected.width;
		for (int y = 0; y < Math.min(background.expected.height, this.rows * CELL); y++) {
			for (int x = 0; x < Math.min(width, this.columns * CELL); x++) {
				int at = y * width + x;
				int cell = y / CELL * this.columns + x / CELL;
				float sample = background.expected.samples[at] / (CELL * CELL);
				this.expected[cell] += sample;
				this.present[cell] += sample + background.difference[at] / (CELL * CELL);
				this.noise[cell] += background.noise[at] / (CELL * CELL);
			}
		}
	}

	private void note(int cell, int tile, float least) {
		float across = this.expected[cell + 1] - this.expected[cell];
		float along = this.expected[cell + this.columns] - this.expected[cell];
		int next = (Math.abs(across) > Math.abs(along)) ? cell + 1 : cell + this.columns;
		float edge = this.expected[next] - this.expected[cell];
		if (Math.abs(edge) > Math.max(least, 2 * this.noise[cell])) {
			float still = (this.present[next] - this.present[cell]) * Math.signum(edge);
			this.edges[tile]++;
			this.lost[tile] += (still < KEPT_SHARE * Math.abs(edge)) ? 1 : 0;
		}
	}

	private float changedShare(float least) {
		int tiles = 0;
		int other = 0;
		for (int tile = 0; tile < this.edges.length; tile++) {
			if (this.edges[tile] > least) {
				tiles++;
				other += (this.lost[tile] > LOST_SHARE * this.edges[tile]) ? 1 : 0;
			}
		}
		return (tiles < MIN_TILES) ? 0 : (float) other / tiles;
	}

	/** Returns whether the picture shows another scene. */
	boolean isAnother() {
		return this.seconds < MAX_SECONDS && (this.changed > ELSEWHERE_SHARE || this.rise > SUDDEN_SHARE);
	}

	/** Returns whether the picture has not yet settled. */
	boolean isRestless() {
		return this.seconds < MAX_SECONDS && this.changed > SUDDEN_SHARE;
	}

}
