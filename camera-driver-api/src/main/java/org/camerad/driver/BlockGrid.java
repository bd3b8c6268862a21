package org.camerad.driver;

import java.util.BitSet;

/**
 * The blocks of the picture in which motion counts (contract 3.16). Blocks are numbered
 * row by row from the top left, as in ONVIF's ActiveCells.
 *
 * @param columns 1 to 128
 * @param rows 1 to 128
 * @param selected the numbers of the selected blocks, below columns times rows
 */
public record BlockGrid(int columns, int rows, BitSet selected) {

	/** How many columns and how many rows a grid may have. */
	public static final IntRange SIDE = new IntRange(1, 128);

	public BlockGrid {
		if (!SIDE.contains(columns) || !SIDE.contains(rows)) {
			throw new IllegalArgumentException("not a block grid: " + columns + "x" + rows);
		}
		if (selected.length() > columns * rows) {
			throw new IllegalArgumentException("a block outside the grid: " + (selected.length() - 1));
		}
		selected = (BitSet) selected.clone();
	}

	/** A grid with every block selected. */
	public static BlockGrid all(int columns, int rows) {
		BitSet selected = new BitSet(columns * rows);
		selected.set(0, columns * rows);
		return new BlockGrid(columns, rows, selected);
	}

	/** A copy: a grid never changes. */
	@Override
	public BitSet selected() {
		return (BitSet) this.selected.clone();
	}

	public boolean isSelected(int column, int row) {
		return this.selected.get(row * this.columns + column);
	}

}
