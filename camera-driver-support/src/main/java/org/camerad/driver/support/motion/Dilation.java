package org.camerad.driver.support.motion;

import org.camerad.driver.BlockGrid;

/** Widens marks on blocks to those around. */
final class Dilation {

	private final BlockGrid grid;

	private final boolean[] across;

	Dilation(BlockGrid grid) {
		this.grid = grid;
		this.across = new boolean[grid.columns() * grid.rows()];
	}

	/**
	 * Marks the blocks around marked ones as well.
	 * @param marks for each block
	 * @param reach how far, in picture widths and heights; at least to the next block
	 */
	void widen(boolean[] marks, float reach) {
		int columns = this.grid.columns();
		int rows = this.grid.rows();
		int right = Math.max(1, Math.round(reach * columns));
		int down = Math.max(1, Math.round(reach * rows));
		for (int row = 0; row < rows; row++) {
			line(marks, row * columns, 1, columns, right, this.across);
		}
		for (int column = 0; column < columns; column++) {
			line(this.across, column, columns, rows, down, marks);
		}
	}

	/**
	 * Marks in the target whatever lies within reach of a mark.
	 * @param marks the marks
	 * @param first the number of the line's first block
	 * @param step from one of its blocks to the next
	 * @param count how many blocks it has
	 * @param reach how far a mark reaches
	 * @param target where the wider marks go
	 */
	private static void line(boolean[] marks, int first, int step, int count, int reach, boolean[] target) {
		int distance = reach + 1;
		for (int index = 0; index < count; index++) {
			distance = marks[first + index * step] ? 0 : distance + 1;
			target[first + index * step] = distance <= reach;
		}
		distance = reach + 1;
		for (int index = count - 1; index >= 0; index--) {
			distance = marks[first + index * step] ? 0 : distance + 1;
			target[first + index * step] |= distance <= reach;
		}
	}

}
