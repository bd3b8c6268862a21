package org.camerad.motion;

import java.util.BitSet;
import java.util.Locale;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.BlockGrid;

/**
 * The contract's words for a block grid (3.16): {@code 22x18}, and the selected blocks as
 * hexadecimal digits, row by row from the top left, most significant bit first, packed
 * without a break, zero bits at the end.
 */
final class AreaFormat {

	private static final Pattern COUNT = Pattern.compile("([0-9]{1,4})x([0-9]{1,4})");

	private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]*");

	private AreaFormat() {
	}

	/**
	 * How many blocks there are.
	 *
	 * @param columns 1 to 128
	 * @param rows 1 to 128
	 */
	record Count(int columns, int rows) {

		int blocks() {
			return this.columns * this.rows;
		}

		@Override
		public String toString() {
			return this.columns + "x" + this.rows;
		}

	}

	static Optional<Count> count(String text) {
		Matcher matcher = COUNT.matcher(text);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		int columns = Integer.parseInt(matcher.group(1));
		int rows = Integer.parseInt(matcher.group(2));
		boolean fits = BlockGrid.SIDE.contains(columns) && BlockGrid.SIDE.contains(rows);
		return fits ? Optional.of(new Count(columns, rows)) : Optional.empty();
	}

	/** Every block. */
	static BitSet all(Count count) {
		BitSet blocks = new BitSet(count.blocks());
		blocks.set(0, count.blocks());
		return blocks;
	}

	/** The selected blocks, empty when the length or a padding bit is wrong. */
	static Optional<BitSet> area(String text, Count count) {
		int bytes = (count.blocks() + 7) / 8;
		if (text.length() != bytes * 2 || !HEX.matcher(text).matches()) {
			return Optional.empty();
		}
		byte[] packed = HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
		BitSet blocks = new BitSet(count.blocks());
		for (int bit = 0; bit < packed.length * 8; bit++) {
			blocks.set(bit, (packed[bit / 8] >> (7 - bit % 8) & 1) != 0);
		}
		return (blocks.length() <= count.blocks()) ? Optional.of(blocks) : Optional.empty();
	}

	/** The contract's digits for selected blocks. */
	static String text(BitSet blocks, Count count) {
		byte[] packed = new byte[(count.blocks() + 7) / 8];
		blocks.stream().forEach((bit) -> packed[bit / 8] |= (byte) (0x80 >> bit % 8));
		return HexFormat.of().formatHex(packed);
	}

}
