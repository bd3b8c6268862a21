package org.camerad.driver;

import java.util.BitSet;

/**
 * The blocks of the picture in which motion counts (contract 3.16). Blocks are numbered
 * row by row from the top left, as in ONVIF's ActiveCells. Immutable.
 *
 * @param columns number of columns, 1 to 128
 * @param rows number of rows, 1 to 128
 * @param selected numbers of the selected blocks, each below {@code columns * rows}
 */
public record BlockGrid(int columns, int rows, BitSet selected) {

	/** The permitted number of columns and of rows. */
	public static final IntRange SIDE = new IntRange(1, 128);

	/**
	 * Creates a grid.
	 * @throws IllegalArgumentException if {@code columns} or {@code rows} is out of
	 * range, or a selected block is outside the grid
	 */
	public BlockGrid {
		if (!SIDE.contains(columns) || !SIDE.contains(rows)) {
			throw new IllegalArgumentException("not a block grid: " + columns + "x" + rows);
		}
		if (selected.length() > columns * rows) {
			throw new IllegalArgumentException("a block outside the grid: " + (selected.length() - 1));
		}
		selected = (BitSet) selected.clone();
	}

	/**
	 * Returns a grid in which every block is selected.
	 * @throws IllegalArgumentException if {@code columns} or {@code rows} is out of range
	 */
	public static BlockGrid all(int columns, int rows) {
		BitSet selected = new BitSet(columns * rows);
		selected.set(0, columns * rows);
		return new BlockGrid(columns, rows, selected);
	}

	/** Returns a copy of the selected blocks. */
	@Override
	public BitSet selected() {
		return (BitSet) this.selected.clone();
	}

	/**
	 * Returns whether a block is selected.
	 * @param column 0 to {@code columns - 1}
	 * @param row 0 to {@code rows - 1}
	 */
	public boolean isSelected(int column, int row) {
		return this.selected.get(row * this.columns + column);
	}

}
