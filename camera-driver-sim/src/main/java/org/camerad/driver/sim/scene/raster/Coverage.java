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

	private final EdgeTable outline = new EdgeTable();

	private final Viewport viewport;

	private final Area part;

	private final int[] steps;

	/** The columns where the row's coverage changes, sorted. */
	private final int[] touched = new int[64];

	/** The number of these columns; -1 if there are too many. */
	private int touches;

	/**
	 * Creates a coverage of a picture.
	 * @param viewport the visible part of the world
	 * @param part the area of the picture to cover
	 */
	Coverage(Viewport viewport, Area part) {
		this.viewport = viewport;
		this.part = part;
		this.steps = new int[part.right() + 1];
	}

	/**
	 * Passes the pixels that a shape covers to the writer.
	 * @param turn degrees by which the shape is turned first
	 */
	void scan(Shape shape, double turn, PixelWriter writer) {
		if (shape.isUpright()) {
			upright(shape.box(), turn, writer);
			return;
		}
		this.outline.set(shape, turn, this.viewport);
		int end = this.outline.end(this.part.bottom());
		for (int y = this.outline.first(this.part.y()); y < end; y++) {
			int edges = this.outline.moveToRow(y);
			writer.row(y);
			if (edges != 2 || !between(writer)) {
				for (int i = 0; i < edges; i++) {
					edge(this.outline.enter(i), this.outline.leave(i), this.outline.amount(i));
				}
				row(writer);
			}
		}
	}

	private void upright(Box box, double turn, PixelWriter writer) {
		int left = this.viewport.x(box.left() + turn);
		int right = this.viewport.x(box.right() + turn);
		int top = this.viewport.y(box.top());
		int bottom = this.viewport.y(box.bottom());
		int first = left + Viewport.PARTS_PER_PIXEL - 1 >> BITS;
		int last = right >> BITS;
		boolean narrow = first > last;
		int before = narrow ? 0 : first * Viewport.PARTS_PER_PIXEL - left;
		int after = narrow ? right - left : right - last * Viewport.PARTS_PER_PIXEL;
		int end = Math.min(this.part.bottom(), bottom + Viewport.PARTS_PER_PIXEL - 1 >> BITS);
		for (int y = Math.max(this.part.y(), top >> BITS); y < end; y++) {
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
	private boolean between(PixelWriter writer) {
		int left = (this.outline.enter(0) < this.outline.enter(1)) ? 0 : 1;
		int enter = this.outline.enter(left);
		int leave = this.outline.leave(left);
		int otherEnter = this.outline.enter(1 - left);
		int otherLeave = this.outline.leave(1 - left);
		int first = enter >> BITS;
		int last = otherEnter >> BITS;
		if (first != leave >> BITS || last != otherLeave >> BITS || first >= last) {
			return false;
		}
		int high = Math.abs(this.outline.amount(left));
		span(first, first + 1, high * ((first + 1) * TWICE - enter - leave) + Viewport.PARTS_PER_PIXEL >> BITS + 1,
				writer);
		span(first + 1, last, high, writer);
		span(last, last + 1, high * (otherEnter + otherLeave - last * TWICE) + Viewport.PARTS_PER_PIXEL >> BITS + 1,
				writer);
		return true;
	}

	private void span(int from, int to, int covered, PixelWriter writer) {
		int first = Math.max(this.part.x(), from);
		int end = Math.min(this.part.right(), to);
		if (covered > 0 && first < end) {
			writer.span(first, end, covered);
		}
	}

	/** Converts the steps of a row to spans and clears them. */
	private void row(PixelWriter writer) {
		if (this.touches < 0) {
			this.touches = 0;
			wide(writer);
			return;
		}
		int sum = 0;
		for (int i = 0; i < this.touches; i++) {
			int x = this.touched[i];
			sum += this.steps[x];
			this.steps[x] = 0;
			span(x, (i + 1 < this.touches) ? this.touched[i + 1] : this.part.right(), covered(sum), writer);
		}
		this.touches = 0;
	}

	private void wide(PixelWriter writer) {
		int right = this.part.right();
		int sum = 0;
		int x = this.part.x();
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
	private void touch(int column, int step) {
		int x = Math.max(this.part.x(), column);
		if (x >= this.part.right()) {
			return;
		}
		this.steps[x] += step;
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

	/**
	 * Distributes an edge between two places of a row over the pixels that it crosses.
	 */
	private void edge(int enter, int leave, int amount) {
		int x0 = Math.min(enter, leave);
		int x1 = Math.max(enter, leave);
		int first = x0 >> BITS;
		if (x1 <= (first + 1) * Viewport.PARTS_PER_PIXEL) {
			int right = x0 + x1 - first * TWICE;
			touch(first, amount * (TWICE - right));
			touch(first + 1, amount * right);
			return;
		}
		int end = x1 + Viewport.PARTS_PER_PIXEL - 1 >> BITS;
		int before = 0;
		for (int x = Math.max(first, this.part.x()); x < Math.min(end, this.part.right()); x++) {
			int a = Math.max(x0, x * Viewport.PARTS_PER_PIXEL);
			int b = Math.min(x1, (x + 1) * Viewport.PARTS_PER_PIXEL);
			// The covered share of this pixel: from the part of the edge inside, and all
			// parts
			// left of it.
			long area = (long) (a - x0) * TWICE + (b - a) * ((x + 1) * TWICE - a - b);
			int covered = (int) (amount * area / (x1 - x0));
			touch(x, covered - before);
			before = covered;
		}
		touch(end, amount * TWICE - before);
	}

}
