package org.camerad.driver.support.motion;

import java.util.Arrays;

/**
 * Tells whether the picture still shows what it is expected to, by its edges: a camera
 * that has turned elsewhere loses edges all over, an object hides those behind it. Flat
 * and dark places, which look the same wherever a camera turns, have no say. It looks at
 * a quarter of the size, where noise and streaks of rain have faded.
 */
final class EdgeMatcher {

	private static final int CELL = 4;

	private static final int COLUMNS = 8;

	private static final int ROWS = 6;

	/** A tile has a say when so many of its cells are edges ... */
	private static final float EDGES_SHARE = 0.04f;

	/** ... and has changed when so many of these are gone. */
	private static final float LOST_SHARE = 0.5f;

	/** A fainter edge than this share of the expected one is gone. */
	private static final float KEPT_SHARE = 0.33f;

	/** With fewer tiles that have a say nothing can be said. */
	private static final int LEAST_TILES = 6;

	private static final float ELSEWHERE_SHARE = 0.4f;

	/** What comes at once is no object. */
	private static final float SUDDEN_SHARE = 0.25f;

	/** Longer than a camera turns; what is never the same is weather. */
	private static final float LONGEST_SECONDS = 5;

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
	 * @param smallestChange in grey levels; edges differ by twice as much
	 * @param span seconds since the last picture
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
		// Slowly back, for the odd picture is like the one before in any weather.
		this.seconds = (this.changed > SUDDEN_SHARE) ? Math.min(2 * LONGEST_SECONDS, this.seconds + span)
				: Math.max(0, this.seconds - span / 4);
	}

	/** Takes the means of cells; what is not seen is as expected. */
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
		return (tiles < LEAST_TILES) ? 0 : (float) other / tiles;
	}

	/** Whether the picture has become another one. */
	boolean isAnother() {
		return this.seconds < LONGEST_SECONDS && (this.changed > ELSEWHERE_SHARE || this.rise > SUDDEN_SHARE);
	}

	/** Whether it has not yet become the same again. */
	boolean isRestless() {
		return this.seconds < LONGEST_SECONDS && this.changed > SUDDEN_SHARE;
	}

}
