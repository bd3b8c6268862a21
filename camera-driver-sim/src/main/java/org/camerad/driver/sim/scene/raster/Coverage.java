package org.camerad.driver.sim.scene.raster;

/**
 * Which part of each pixel a polygon covers, worked out row by row from the signed areas
 * under its edges: edges are smooth without drawing anything twice. One thread at a time.
 */
final class Coverage {

	private final float[] steps;

	private final int width;

	private final int height;

	Coverage(int width, int height) {
		this.width = width;
		this.height = height;
		this.steps = new float[width + 3];
	}

	/** Gets the covered rows of a polygon. */
	interface Rows {

		/**
		 * One row: the running sum over {@code steps} from {@code left} on is what part
		 * of the pixel is covered. The receiver sets the steps back to 0.
		 */
		void row(int y, int left, int right, float[] steps);

	}

	/** Hands out the rows of the polygon with these corners, in pixels. */
	void scan(double[] xs, double[] ys, Rows rows) {
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
				edge(y, xs[before], ys[before], xs[i], ys[i]);
			}
			rows.row(y, left, right, this.steps);
			this.steps[this.width] = 0;
			this.steps[this.width + 1] = 0;
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
			this.steps[first] += amount * (1 - right);
			this.steps[first + 1] += amount * right;
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
			this.steps[x] += (float) (covered - before);
			before = covered;
		}
		this.steps[(int) Math.ceil(x1)] += (float) (amount - before);
	}

}
