package org.camerad.driver.sim.scene.raster;

import java.util.Arrays;

/**
 * Which part of each pixel a polygon covers, worked out row by row from the signed areas
 * under its edges: edges are smooth without drawing anything twice. One thread at a time.
 */
final class Coverage {

	private final Outline outline = new Outline();

	private final float[] steps;

	/** The columns where the row's coverage changes, in order. */
	private final int[] touched = new int[64];

	/** How many; -1 when there are too many to keep. */
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
		this.outline.set(xs, ys);
		for (int y = top; y < bottom; y++) {
			int edges = this.outline.cross(y);
			ink.row(y);
			if (edges != 2 || !between(ink)) {
				for (int i = 0; i < edges; i++) {
					edge(this.outline.enter(i), this.outline.leave(i), this.outline.amount(i));
				}
				row(left, right, ink);
			}
		}
	}

	/** A row with two steep edges, which most are: it needs no sums. */
	private boolean between(Ink ink) {
		int left = (this.outline.enter(0) < this.outline.enter(1)) ? 0 : 1;
		double enter = inside(this.outline.enter(left));
		double leave = inside(this.outline.leave(left));
		int first = (int) enter;
		double otherEnter = inside(this.outline.enter(1 - left));
		double otherLeave = inside(this.outline.leave(1 - left));
		int last = (int) otherEnter;
		if (first != (int) leave || last != (int) otherLeave || first >= last) {
			return false;
		}
		double high = Math.abs(this.outline.amount(left)) * Ink.FULL;
		part(first, high * (first + 1 - (enter + leave) / 2), ink);
		int whole = (int) (high + 0.5);
		if (first + 1 < last && whole > 0) {
			ink.span(first + 1, last, whole);
		}
		part(last, high * ((otherEnter + otherLeave) / 2 - last), ink);
		return true;
	}

	/** Turns the steps of a row into spans, and clears them. */
	private void row(int left, int right, Ink ink) {
		if (this.touches < 0) {
			this.touches = 0;
			wide(left, right, ink);
			return;
		}
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
		int place = this.touches;
		if (place == this.touched.length) {
			this.touches = -1;
		}
		if (this.touches < 0) {
			return;
		}
		while (place > 0 && this.touched[place - 1] > x) {
			this.touched[place] = this.touched[--place];
		}
		this.touched[place] = x;
		this.touches++;
	}

	/** Hands out what an upright rectangle, in pixels, covers. */
	void scanUpright(double left, double top, double right, double bottom, Ink ink) {
		double from = inside(left);
		double to = inside(right);
		int first = (int) Math.ceil(from);
		int last = (int) to;
		boolean narrow = first > last;
		double before = narrow ? 0 : first - from;
		double after = narrow ? to - from : to - last;
		int lowest = Math.min(this.height, (int) Math.ceil(bottom));
		for (int y = Math.max(0, (int) Math.floor(top)); y < lowest; y++) {
			double high = (Math.min(y + 1, bottom) - Math.max(y, top)) * Ink.FULL;
			ink.row(y);
			part(first - 1, before * high, ink);
			int whole = (int) (high + 0.5);
			if (first < last && whole > 0) {
				ink.span(first, last, whole);
			}
			part(last, after * high, ink);
		}
	}

	private static void part(int x, double covered, Ink ink) {
		int share = (int) (covered + 0.5);
		if (share > 0) {
			ink.span(x, x + 1, share);
		}
	}

	/** An edge goes from one place to another within a row. */
	private void edge(double from, double to, double amount) {
		double enter = inside(from);
		double leave = inside(to);
		step(Math.min(enter, leave), Math.max(enter, leave), (float) amount);
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
