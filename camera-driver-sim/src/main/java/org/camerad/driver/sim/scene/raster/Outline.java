package org.camerad.driver.sim.scene.raster;

import java.util.Arrays;

/**
 * The edges of a polygon, from row to row: those that have ended are not looked at again.
 * One thread at a time.
 */
final class Outline {

	private double[] upper = new double[0];

	private double[] lower = new double[0];

	/** Where an edge begins, at its upper end. */
	private double[] start = new double[0];

	private double[] slope = new double[0];

	private double[] sign = new double[0];

	private double[] enter = new double[0];

	private double[] leave = new double[0];

	private double[] amount = new double[0];

	/** The edges that have not ended. */
	private int[] open = new int[0];

	private int count;

	/** Takes a polygon with these corners, in pixels, in place of the former one. */
	void set(double[] xs, double[] ys) {
		reserve(xs.length);
		this.count = 0;
		for (int i = 0, before = xs.length - 1; i < xs.length; before = i++) {
			if (ys[i] != ys[before]) {
				this.upper[i] = Math.min(ys[i], ys[before]);
				this.lower[i] = Math.max(ys[i], ys[before]);
				this.slope[i] = (xs[i] - xs[before]) / (ys[i] - ys[before]);
				this.start[i] = (ys[i] > ys[before]) ? xs[before] : xs[i];
				this.sign[i] = (ys[i] > ys[before]) ? 1 : -1;
				this.open[this.count++] = i;
			}
		}
	}

	private void reserve(int corners) {
		if (this.open.length < corners) {
			this.upper = new double[corners];
			this.lower = new double[corners];
			this.start = new double[corners];
			this.slope = new double[corners];
			this.sign = new double[corners];
			this.enter = new double[corners];
			this.leave = new double[corners];
			this.amount = new double[corners];
			this.open = Arrays.copyOf(this.open, corners);
		}
	}

	/** Goes to a row, and tells how many edges are in it; rows come in their order. */
	int cross(int row) {
		int crossed = 0;
		int kept = 0;
		for (int k = 0; k < this.count; k++) {
			int i = this.open[k];
			if (this.upper[i] < row + 1 && this.lower[i] > row) {
				double from = Math.max(row, this.upper[i]);
				double to = Math.min(row + 1, this.lower[i]);
				this.enter[crossed] = this.start[i] + (from - this.upper[i]) * this.slope[i];
				this.leave[crossed] = this.start[i] + (to - this.upper[i]) * this.slope[i];
				this.amount[crossed++] = (to - from) * this.sign[i];
			}
			if (this.lower[i] > row + 1) {
				this.open[kept++] = i;
			}
		}
		this.count = kept;
		return crossed;
	}

	/** Where an edge in the row comes in. */
	double enter(int edge) {
		return this.enter[edge];
	}

	/** Where an edge in the row goes out. */
	double leave(int edge) {
		return this.leave[edge];
	}

	/** How much of the row's height an edge takes, below 0 when it goes upwards. */
	double amount(int edge) {
		return this.amount[edge];
	}

}
