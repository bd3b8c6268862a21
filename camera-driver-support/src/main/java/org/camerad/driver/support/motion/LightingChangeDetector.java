package org.camerad.driver.support.motion;

import java.util.Arrays;

/**
 * A test that distinguishes a lamp or a shadow from an object: changed lighting keeps the
 * texture of a block, an object replaces it.
 */
final class LightingChangeDetector {

	/** The minimum correlation with the expected texture; 1 is the same texture. */
	private static final double LIKENESS = 0.9;

	private final int[] blockOf;

	private final int[] counts;

	/**
	 * Sums over the changed pixels of a block: expected, current, their squares and
	 * product.
	 */
	private final double[][] sums;

	private final double[] noise;

	LightingChangeDetector(int[] blockOf, int blocks) {
		this.blockOf = blockOf;
		this.counts = new int[blocks];
		this.sums = new double[5][blocks];
		this.noise = new double[blocks];
	}

	/** Compares the pixels of the candidates with the expected ones. */
	void compare(BackgroundModel background, boolean[] candidates) {
		Arrays.fill(this.counts, 0);
		Arrays.fill(this.noise, 0);
		for (double[] sum : this.sums) {
			Arrays.fill(sum, 0);
		}
		for (int at = 0; at < this.blockOf.length; at++) {
			if (candidates[this.blockOf[at]] && background.seen[at]) {
				add(this.blockOf[at], background.expected.samples[at], background.difference[at], background.noise[at]);
			}
		}
	}

	private void add(int block, float expected, float difference, float flicker) {
		double present = expected + difference;
		this.counts[block]++;
		this.noise[block] += flicker;
		this.sums[0][block] += expected;
		this.sums[1][block] += present;
		this.sums[2][block] += expected * expected;
		this.sums[3][block] += present * present;
		this.sums[4][block] += expected * present;
	}

	/**
	 * Returns whether the textured blocks of an object show that only the lighting has
	 * changed.
	 */
	boolean explains(int[] blocks, int size) {
		int same = 0;
		int other = 0;
		for (int index = 0; index < size; index++) {
			int vote = vote(blocks[index]);
			same += (vote > 0) ? 1 : 0;
			other += (vote < 0) ? 1 : 0;
		}
		return same > 3 * other;
	}

	/** Returns 1 for the same texture, -1 for another one, 0 without texture. */
	private int vote(int block) {
		double count = this.counts[block];
		double expectedMean = this.sums[0][block] / count;
		double presentMean = this.sums[1][block] / count;
		double expectedSpread = this.sums[2][block] / count - expectedMean * expectedMean;
		double presentSpread = this.sums[3][block] / count - presentMean * presentMean;
		double product = this.sums[4][block] / count - expectedMean * presentMean;
		double flicker = 4 + this.noise[block] / count;
		if (!(expectedSpread > flicker * flicker)) {
			return 0;
		}
		double unexplained = presentSpread - product * product / expectedSpread;
		double rise = presentMean - expectedMean;
		boolean shifted = rise * rise > 4 * unexplained;
		boolean alike = product > LIKENESS * Math.sqrt(expectedSpread * presentSpread);
		return (alike && shifted) ? 1 : -1;
	}

}
