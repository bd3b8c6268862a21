package org.camerad.driver.sim.scene.raster;

import java.util.Arrays;

/**
 * Which part of each pixel a polygon covers, worked out row by row from the signed areas
 * under its edges: edges are smooth without drawing anything twice. One thread at a time.
 */
final class Coverage {

	private final float[] steps;

	/** The columns where the row's coverage changes; too many to keep: -1. */
	private final int[] touched = new int[64];

	private int touches;

	private final int width;

	private final int height;

	Coverage(int width, int height) {
		this.width = width;
		this.height = height;
		this.steps = new float[width + 3];
	}

	/** Hands out what the polygon with these corners, in pixels, covers. */
	void scan(double[] xs, double[] ys, Ink ink) {
		Box box = Box.around(xs, ys);
		int left = Math.max(0, (int) Math.floor(box.left()));
		int right = Math.min(this.width, (int) Math.ceil(box.right()) + 1);
		int top = Math.max(0, (int) Math.floor(box.bottom()));
		int bottom = Math.min(this.height, (int) Math.ceil(box.top()));
		if (left >= right) {
			return;
		}
		for (int y = top; y < bottom; y++) {
			for (int i = 0, before = xs.length - 1; i < xs.length; before = i++) {
				double y0 = ys[before];
				double y1 = ys[i];
				if ((y0 > y || y1 > y) && (y0 < y + 1 || y1 < y + 1)) {
					edge(y, xs[before], y0, xs[i], y1);
				}
			}
			ink.row(y);
			row(left, right, ink);
		}
	}

	/** Turns the steps of a row into spans, and clears them. */
	private void row(int left, int right, Ink ink) {
		if (this.touches < 0) {
			this.touches = 0;
			wide(left, right, ink);
			return;
		}
		Arrays.sort(this.touched, 0, this.touches);
		float sum = 0;
		for (int i = 0; i < this.touches; i++) {
			int x = this.touched[i];
			sum += this.steps[x];
			this.steps[x] = 0;
			int next = (i + 1 < this.touches) ? this.touched[i + 1] : right;
			span(x, Math.min(right, next), sum, ink);
		}
		this.touches = 0;
	}

	private void wide(int left, int right, Ink ink) {
		float[] row = this.steps;
		float sum = 0;
		int x = left;
		while (x < right) {
			sum += row[x];
			row[x] = 0;
			int from = x++;
			while (x < right && row[x] == 0) {
				x++;
			}
			span(from, x, sum, ink);
		}
		Arrays.fill(row, right, this.width + 2, 0);
	}

	private static void span(int from, int to, float sum, Ink ink) {
		int covered = Math.min(Ink.FULL, (int) (Math.abs(sum) * Ink.FULL + 0.5f));
		if (covered > 0 && from < to) {
			ink.span(from, to, covered);
		}
	}

	private void touch(int x, float amount) {
		this.steps[x] += amount;
		if (this.touches == this.touched.length) {
			this.touches = -1;
		}
		if (this.touches >= 0) {
			this.touched[this.touches++] = x;
		}
	}

	/** Hands out what an upright rectangle, in pixels, covers. */
	void scanUpright(double left, double top, double right, double bottom, Ink ink) {
		double from = inside(left);
		double to = inside(right);
		int lowest = Math.min(this.height, (int) Math.ceil(bottom));
		for (int y = Math.max(0, (int) Math.floor(top)); y < lowest; y++) {
			double high = Math.min(y + 1, bottom) - Math.max(y, top);
			ink.row(y);
			upright(from, to, high * Ink.FULL, ink);
		}
	}

	private static void upright(double left, double right, double covered, Ink ink) {
		int first = (int) Math.ceil(left);
		int last = (int) right;
		if (first > last) {
			part(last, covered * (right - left), ink);
			return;
		}
		part(first - 1, covered * (first - left), ink);
		int whole = (int) (covered + 0.5);
		if (first < last && whole > 0) {
			ink.span(first, last, whole);
		}
		part(last, covered * (right - last), ink);
	}

	private static void part(int x, double covered, Ink ink) {
		int share = (int) (covered + 0.5);
		if (share > 0) {
			ink.span(x, x + 1, share);
		}
	}

	private void edge(int row, double x0, double y0, double x1, double y1) {
		if (y0 > y1) {
			falling(row, x1, y1, x0, y0, -1);
		}
		else if (y1 > y0) {
			falling(row, x0, y0, x1, y1, 1);
		}
	}

	private void falling(int row, double x0, double y0, double x1, double y1, int sign) {
		double from = Math.max(row, y0);
		double to = Math.min(row + 1, y1);
		if (to <= from) {
			return;
		}
		double slope = (x1 - x0) / (y1 - y0);
		double enter = inside(x0 + (from - y0) * slope);
		double leave = inside(x0 + (to - y0) * slope);
		step(Math.min(enter, leave), Math.max(enter, leave), (float) ((to - from) * sign));
	}

	private double inside(double x) {
		return Math.max(0, Math.min(this.width, x));
	}

	/**
	 * Spreads an edge that goes from x0 to x1 within a row over the pixels it crosses.
	 */
	private void step(double x0, double x1, float amount) {
		int first = (int) x0;
		if (x1 <= first + 1) {
			float right = (float) ((x0 + x1) / 2 - first);
			touch(first, amount * (1 - right));
			touch(first + 1, amount * right);
			return;
		}
		double perPixel = amount / (x1 - x0);
		double before = 0;
		for (int x = first; x < x1; x++) {
			double a = Math.max(x0, x);
			double b = Math.min(x1, x + 1);
			// What is covered of this pixel, by the edge's part inside and all parts
			// left.
			double covered = (a - x0) * perPixel + (b - a) * perPixel * (x + 1 - (a + b) / 2);
			touch(x, (float) (covered - before));
			before = covered;
		}
		touch((int) Math.ceil(x1), (float) (amount - before));
	}

}
