package org.camerad.driver.support.motion;

import java.util.Arrays;

/**
 * Tells a lamp or a shadow from an object: under other light the texture of a block stays
 * what it was, behind an object it is gone.
 */
final class LightingChangeDetector {

	/** How like the block must be to what was expected, 1 the same texture. */
	private static final double LIKENESS = 0.9;

	private final int[] blockOf;

	private final int[] counts;

	/**
	 * Sums over a block's changed pixels: expected, present, their squares and product.
	 */
	private final double[][] sums;

	private final double[] noise;

	LightingChangeDetector(int[] blockOf, int blocks) {
		this.blockOf = blockOf;
		this.counts = new int[blocks];
		this.sums = new double[5][blocks];
		this.noise = new double[blocks];
	}

	/** Compares the candidates' pixels with what was expected of them. */
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

	/** Whether an object's blocks with texture say that only the light has changed. */
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

	/** 1 the same texture, -1 another, 0 there is none to compare. */
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
