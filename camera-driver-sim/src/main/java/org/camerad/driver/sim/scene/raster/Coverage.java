package org.camerad.driver.sim.scene.raster;

import java.util.Arrays;

import org.camerad.driver.support.picture.Area;

/**
 * Computes the share of each pixel that a shape covers, row by row, from the signed areas
 * under its edges, so edges are smooth. It uses integers, so a part of a picture equals
 * the same part of the whole picture. Not thread-safe.
 */
final class Coverage {

	private static final int BITS = 8;

	/** Twice the value of a covered pixel; sums are of two corners. */
	private static final int TWICE = 2 * Viewport.PARTS_PER_PIXEL;

	private final EdgeTable edgeTable = new EdgeTable();

	private final Viewport viewport;

	private final Area area;

	private final int[] steps;

	/** The columns where the row's coverage changes, sorted. */
	private final int[] changeColumns = new int[64];

	/** The number of these columns; -1 if there are too many. */
	private int changeCount;

	/**
	 * Creates a coverage of a picture.
	 * @param viewport the visible part of the world
	 * @param area the area of the picture to cover
	 */
	Coverage(Viewport viewport, Area area) {
		this.viewport = viewport;
		this.area = area;
		this.steps = new int[area.right() + 1];
	}

	/**
	 * Passes the pixels that a shape covers to the writer.
	 * @param turn degrees by which the shape is turned first
	 */
	void scan(Shape shape, double turn, PixelWriter writer) {
		if (shape.isUpright()) {
			rectangle(shape.box(), turn, writer);
			return;
		}
		this.edgeTable.set(shape, turn, this.viewport);
		int end = this.edgeTable.end(this.area.bottom());
		for (int y = this.edgeTable.first(this.area.y()); y < end; y++) {
			int edges = this.edgeTable.moveToRow(y);
			writer.row(y);
			if (edges != 2 || !steepRow(writer)) {
				for (int i = 0; i < edges; i++) {
					edge(this.edgeTable.enterX(i), this.edgeTable.leaveX(i), this.edgeTable.signedHeight(i));
				}
				row(writer);
			}
		}
	}

	private void rectangle(Box box, double turn, PixelWriter writer) {
		int left = this.viewport.x(box.left() + turn);
		int right = this.viewport.x(box.right() + turn);
		int top = this.viewport.y(box.top());
		int bottom = this.viewport.y(box.bottom());
		int first = left + Viewport.PARTS_PER_PIXEL - 1 >> BITS;
		int last = right >> BITS;
		boolean narrow = first > last;
		int before = narrow ? 0 : first * Viewport.PARTS_PER_PIXEL - left;
		int after = narrow ? right - left : right - last * Viewport.PARTS_PER_PIXEL;
		int end = Math.min(this.area.bottom(), bottom + Viewport.PARTS_PER_PIXEL - 1 >> BITS);
		for (int y = Math.max(this.area.y(), top >> BITS); y < end; y++) {
			int high = Math.min((y + 1) * Viewport.PARTS_PER_PIXEL, bottom)
					- Math.max(y * Viewport.PARTS_PER_PIXEL, top);
			writer.row(y);
			span(first - 1, first, before * high + Viewport.PARTS_PER_PIXEL / 2 >> BITS, writer);
			span(first, last, high, writer);
			span(last, last + 1, after * high + Viewport.PARTS_PER_PIXEL / 2 >> BITS, writer);
		}
	}

	/**
	 * Handles the most frequent row, with two steep edges, which needs no sums. Returns
	 * whether it did.
	 */
	private boolean steepRow(PixelWriter writer) {
		int left = (this.edgeTable.enterX(0) < this.edgeTable.enterX(1)) ? 0 : 1;
		int enter = this.edgeTable.enterX(left);
		int leave = this.edgeTable.leaveX(left);
		int otherEnter = this.edgeTable.enterX(1 - left);
		int otherLeave = this.edgeTable.leaveX(1 - left);
		int first = enter >> BITS;
		int last = otherEnter >> BITS;
		if (first != leave >> BITS || last != otherLeave >> BITS || first >= last) {
			return false;
		}
		int high = Math.abs(this.edgeTable.signedHeight(left));
		span(first, first + 1, high * ((first + 1) * TWICE - enter - leave) + Viewport.PARTS_PER_PIXEL >> BITS + 1,
				writer);
		span(first + 1, last, high, writer);
		span(last, last + 1, high * (otherEnter + otherLeave - last * TWICE) + Viewport.PARTS_PER_PIXEL >> BITS + 1,
				writer);
		return true;
	}

	private void span(int from, int to, int covered, PixelWriter writer) {
		int first = Math.max(this.area.x(), from);
		int end = Math.min(this.area.right(), to);
		if (covered > 0 && first < end) {
			writer.span(first, end, covered);
		}
	}

	/** Converts the steps of a row to spans and clears them. */
	private void row(PixelWriter writer) {
		if (this.changeCount < 0) {
			this.changeCount = 0;
			denseRow(writer);
			return;
		}
		int sum = 0;
		for (int i = 0; i < this.changeCount; i++) {
			int x = this.changeColumns[i];
			sum += this.steps[x];
			this.steps[x] = 0;
			span(x, (i + 1 < this.changeCount) ? this.changeColumns[i + 1] : this.area.right(), covered(sum), writer);
		}
		this.changeCount = 0;
	}

	private void denseRow(PixelWriter writer) {
		int right = this.area.right();
		int sum = 0;
		int x = this.area.x();
		while (x < right) {
			sum += this.steps[x];
			int from = x++;
			while (x < right && this.steps[x] == 0) {
				x++;
			}
			span(from, x, covered(sum), writer);
		}
		Arrays.fill(this.steps, 0);
	}

	private static int covered(int sum) {
		return Math.min(PixelWriter.FULL, Math.abs(sum) + Viewport.PARTS_PER_PIXEL >> BITS + 1);
	}

	/**
	 * Adds a step. A step left of the part changes the whole row; one right of it changes
	 * nothing.
	 */
	private void addStep(int column, int step) {
		int x = Math.max(this.area.x(), column);
		if (x >= this.area.right()) {
			return;
		}
		this.steps[x] += step;
		int place = this.changeCount;
		if (place == this.changeColumns.length) {
			this.changeCount = -1;
		}
		if (this.changeCount < 0) {
			return;
		}
		while (place > 0 && this.changeColumns[place - 1] > x) {
			this.changeColumns[place] = this.changeColumns[--place];
		}
		this.changeColumns[place] = x;
		this.changeCount++;
	}

	/**
	 * Distributes an edge between two places of a row over the pixels that it crosses.
	 */
	private void edge(int enter, int leave, int amount) {
		int x0 = Math.min(enter, leave);
		int x1 = Math.max(enter, leave);
		int first = x0 >> BITS;
		if (x1 <= (first + 1) * Viewport.PARTS_PER_PIXEL) {
			int right = x0 + x1 - first * TWICE;
			addStep(first, amount * (TWICE - right));
			addStep(first + 1, amount * right);
			return;
		}
		int end = x1 + Viewport.PARTS_PER_PIXEL - 1 >> BITS;
		int before = 0;
		for (int x = Math.max(first, this.area.x()); x < Math.min(end, this.area.right()); x++) {
			int a = Math.max(x0, x * Viewport.PARTS_PER_PIXEL);
			int b = Math.min(x1, (x + 1) * Viewport.PARTS_PER_PIXEL);
			// The covered share of this pixel: from the part of the edge inside, and all
			// parts
			// left of it.
			long area = (long) (a - x0) * TWICE + (b - a) * ((x + 1) * TWICE - a - b);
			int covered = (int) (amount * area / (x1 - x0));
			addStep(x, covered - before);
			before = covered;
		}
		addStep(end, amount * TWICE - before);
	}

}
