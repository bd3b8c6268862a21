package org.camerad.driver.motion;

import java.util.Arrays;

/**
 * Tells whether the picture still shows what it is expected to, by its edges: a camera
 * that has turned elsewhere loses edges all over, an object hides those behind it. Flat
 * and dark places, which look the same wherever a camera turns, have no say.
 */
final class Texture {

	private static final int COLUMNS = 8;

	private static final int ROWS = 6;

	/** A tile has a say when so many of its pixels are edges ... */
	private static final float EDGES_SHARE = 0.02f;

	/** ... and has changed when so many of these are not as expected. */
	private static final float LOST_SHARE = 0.3f;

	/** With fewer tiles that have a say nothing can be said. */
	private static final int LEAST_TILES = 6;

	private static final float ELSEWHERE_SHARE = 0.4f;

	/** What comes at once is no object. */
	private static final float SUDDEN_SHARE = 0.25f;

	private final int[] edges = new int[COLUMNS * ROWS];

	private final int[] lost = new int[COLUMNS * ROWS];

	private float changed;

	private float rise;

	/**
	 * Looks for the edges of the background in the picture that it was compared with.
	 * @param smallestChange in grey levels; edges differ by twice as much
	 */
	void compare(Background background, float smallestChange) {
		Arrays.fill(this.edges, 0);
		Arrays.fill(this.lost, 0);
		int width = background.expected.width;
		int height = background.expected.height;
		for (int y = 0; y < height - 1; y++) {
			int row = y * ROWS / height * COLUMNS;
			for (int x = 0; x < width - 1; x++) {
				int at = y * width + x;
				if (background.seen[at]) {
					note(background, at, row + x * COLUMNS / width, 2 * smallestChange);
				}
			}
		}
		float former = this.changed;
		this.changed = changedShare(EDGES_SHARE * width * height / (COLUMNS * ROWS));
		this.rise = this.changed - former;
	}

	private void note(Background background, int at, int tile, float least) {
		float[] samples = background.expected.samples;
		float edge = Math.max(Math.abs(samples[at] - samples[at + 1]),
				Math.abs(samples[at] - samples[at + background.expected.width]));
		if (edge > least && edge > 4 * background.noise[at]) {
			this.edges[tile]++;
			this.lost[tile] += (2 * Math.abs(background.difference[at]) > edge) ? 1 : 0;
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
		return this.changed > ELSEWHERE_SHARE || this.rise > SUDDEN_SHARE;
	}

	/** Whether it has not yet become the same again. */
	boolean isRestless() {
		return this.changed > SUDDEN_SHARE;
	}

}
