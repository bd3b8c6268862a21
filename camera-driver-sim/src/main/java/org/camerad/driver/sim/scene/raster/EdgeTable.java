package org.camerad.driver.sim.scene.raster;

import java.util.Arrays;

/**
 * The edges of a polygon, row by row; edges that have ended are dropped. Places are in
 * parts of a pixel. Not thread-safe.
 */
final class EdgeTable {

	/** Fraction bits of a slope. */
	private static final int SLOPE_BITS = 16;

	private int[] upper = new int[0];

	private int[] lower = new int[0];

	/** The place of each edge at its upper end. */
	private int[] start = new int[0];

	private long[] slope = new long[0];

	private int[] sign = new int[0];

	private int[] enterX = new int[0];

	private int[] leaveX = new int[0];

	private int[] signedHeight = new int[0];

	/** The edges that have not ended. */
	private int[] active = new int[0];

	private int count;

	private int top;

	private int bottom;

	/** Replaces the edges with those of a shape in a viewport. */
	void set(Shape shape, double turn, Viewport viewport) {
		double[] azimuths = shape.azimuths();
		double[] elevations = shape.elevations();
		int last = azimuths.length - 1;
		reserve(azimuths.length);
		this.count = 0;
		this.top = Integer.MAX_VALUE;
		this.bottom = Integer.MIN_VALUE;
		int fromX = viewport.x(azimuths[last] + turn);
		int fromY = viewport.y(elevations[last]);
		for (int i = 0; i <= last; i++) {
			int x = viewport.x(azimuths[i] + turn);
			int y = viewport.y(elevations[i]);
			if (fromY < y) {
				edge(fromX, fromY, x, y, 1);
			}
			else if (fromY > y) {
				edge(x, y, fromX, fromY, -1);
			}
			fromX = x;
			fromY = y;
		}
	}

	private void edge(int x, int y, int endX, int endY, int direction) {
		int i = this.count++;
		this.upper[i] = y;
		this.lower[i] = endY;
		this.start[i] = x;
		this.slope[i] = ((long) endX - x << SLOPE_BITS) / (endY - y);
		this.sign[i] = direction;
		this.active[i] = i;
		this.top = Math.min(this.top, y);
		this.bottom = Math.max(this.bottom, endY);
	}

	private void reserve(int corners) {
		if (this.active.length < corners) {
			this.upper = new int[corners];
			this.lower = new int[corners];
			this.start = new int[corners];
			this.slope = new long[corners];
			this.sign = new int[corners];
			this.enterX = new int[corners];
			this.leaveX = new int[corners];
			this.signedHeight = new int[corners];
			this.active = Arrays.copyOf(this.active, corners);
		}
	}

	/** Returns the first row of the shape, at least the limit. */
	int first(int limit) {
		return Math.max(limit, this.top >> 8);
	}

	/** Returns the row after the last one of the shape, at most the limit. */
	int end(int limit) {
		return Math.min(limit, this.bottom + Viewport.PARTS_PER_PIXEL - 1 >> 8);
	}

	/** Moves to a row and returns the number of edges in it. Rows must ascend. */
	int moveToRow(int row) {
		int rowTop = row * Viewport.PARTS_PER_PIXEL;
		int rowBottom = rowTop + Viewport.PARTS_PER_PIXEL;
		int crossed = 0;
		int remaining = 0;
		for (int k = 0; k < this.count; k++) {
			int i = this.active[k];
			if (this.upper[i] < rowBottom && this.lower[i] > rowTop) {
				int from = Math.max(rowTop, this.upper[i]);
				int to = Math.min(rowBottom, this.lower[i]);
				this.enterX[crossed] = at(i, from);
				this.leaveX[crossed] = at(i, to);
				this.signedHeight[crossed++] = (to - from) * this.sign[i];
			}
			if (this.lower[i] > rowBottom) {
				this.active[remaining++] = i;
			}
		}
		this.count = remaining;
		return crossed;
	}

	private int at(int edge, int y) {
		return this.start[edge] + (int) ((y - this.upper[edge]) * this.slope[edge] >> SLOPE_BITS);
	}

	/** Returns the place where an edge enters the row. */
	int enterX(int edge) {
		return this.enterX[edge];
	}

	/** Returns the place where an edge leaves the row. */
	int leaveX(int edge) {
		return this.leaveX[edge];
	}

	/**
	 * Returns the share of the row's height that an edge spans, negative if it goes
	 * upwards.
	 */
	int signedHeight(int edge) {
		return this.signedHeight[edge];
	}

}
