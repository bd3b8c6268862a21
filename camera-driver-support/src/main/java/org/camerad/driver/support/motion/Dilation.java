package org.camerad.driver.support.motion;

import org.camerad.driver.BlockGrid;

/** A dilation of marked blocks. */
final class Dilation {

	private final BlockGrid grid;

	private final boolean[] across;

	Dilation(BlockGrid grid) {
		this.grid = grid;
		this.across = new boolean[grid.columns() * grid.rows()];
	}

	/**
	 * Also marks the blocks around marked ones.
	 * @param marks the marks of all blocks
	 * @param reach the distance in picture widths and heights; at least one block
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
	 * Marks all blocks of a line within reach of a mark.
	 * @param marks the marks
	 * @param first the number of the first block of the line
	 * @param step the distance from one block of the line to the next
	 * @param count the number of blocks in the line
	 * @param reach the distance in blocks
	 * @param target receives the marks
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
