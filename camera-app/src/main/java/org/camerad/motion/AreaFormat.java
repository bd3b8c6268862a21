package org.camerad.motion;

import java.util.BitSet;
import java.util.Locale;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.BlockGrid;

/**
 * The contract's text format of a block grid (3.16): its size such as {@code 22x18}, and
 * the selected blocks as hexadecimal digits. The blocks are packed without gaps, row by
 * row from the top left, most significant bit first, with zero bits at the end.
 */
final class AreaFormat {

	private static final Pattern SIZE = Pattern.compile("([0-9]{1,4})x([0-9]{1,4})");

	private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]*");

	private AreaFormat() {
	}

	/**
	 * The size of a grid in blocks.
	 *
	 * @param columns 1 to 128
	 * @param rows 1 to 128
	 */
	record GridSize(int columns, int rows) {

		int blocks() {
			return this.columns * this.rows;
		}

		@Override
		public String toString() {
			return this.columns + "x" + this.rows;
		}

	}

	static Optional<GridSize> parseSize(String text) {
		Matcher matcher = SIZE.matcher(text);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		int columns = Integer.parseInt(matcher.group(1));
		int rows = Integer.parseInt(matcher.group(2));
		boolean fits = BlockGrid.SIDE.contains(columns) && BlockGrid.SIDE.contains(rows);
		return fits ? Optional.of(new GridSize(columns, rows)) : Optional.empty();
	}

	/** Returns all blocks of a grid. */
	static BitSet allBlocks(GridSize size) {
		BitSet blocks = new BitSet(size.blocks());
		blocks.set(0, size.blocks());
		return blocks;
	}

	/** Parses selected blocks; empty if the length, a digit or a padding bit is wrong. */
	static Optional<BitSet> parseBlocks(String text, GridSize size) {
		int bytes = (size.blocks() + 7) / 8;
		if (text.length() != bytes * 2 || !HEX.matcher(text).matches()) {
			return Optional.empty();
		}
		byte[] packed = HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
		BitSet blocks = new BitSet(size.blocks());
		for (int bit = 0; bit < packed.length * 8; bit++) {
			blocks.set(bit, (packed[bit / 8] >> (7 - bit % 8) & 1) != 0);
		}
		return (blocks.length() <= size.blocks()) ? Optional.of(blocks) : Optional.empty();
	}

	/** Returns the contract's digits for selected blocks. */
	static String format(BitSet blocks, GridSize size) {
		byte[] packed = new byte[(size.blocks() + 7) / 8];
		blocks.stream().forEach((bit) -> packed[bit / 8] |= (byte) (0x80 >> bit % 8));
		return HexFormat.of().formatHex(packed);
	}

}
