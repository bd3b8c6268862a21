package org.camerad.onvif;

import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;

import org.camerad.driver.BlockGrid;

/**
 * The cells of motion detection in ONVIF's form: a bit for each cell, row by row from the
 * top left, most significant bit first, packed and in base64. These are the bits of the
 * contract's {@code areavalue}.
 */
final class CellGrid {

	private CellGrid() {
	}

	private static int bytes(BlockGrid grid) {
		return (grid.columns() * grid.rows() + 7) / 8;
	}

	/** Returns a bit for each cell of a grid. */
	private static byte[] bits(BlockGrid grid, BitSet cells) {
		byte[] bits = new byte[bytes(grid)];
		cells.stream().forEach((cell) -> bits[cell / 8] |= (byte) (0x80 >> cell % 8));
		return bits;
	}

	/** Returns cells of a grid in ONVIF's form. */
	static String format(BlockGrid grid, BitSet cells) {
		return Base64.getEncoder().encodeToString(PackBits.pack(bits(grid, cells)));
	}

	/**
	 * Returns the hexadecimal digits that the contract has for cells in ONVIF's form.
	 * Bits behind the last cell do not count.
	 * @return empty if the text is not base64 or is not about as many cells
	 */
	static Optional<String> digits(BlockGrid grid, String text) {
		try {
			byte[] packed = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
			return PackBits.unpack(packed, bytes(grid)).map((bits) -> HexFormat.of().formatHex(trimmed(grid, bits)));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static byte[] trimmed(BlockGrid grid, byte[] bits) {
		int padding = bits.length * 8 - grid.columns() * grid.rows();
		bits[bits.length - 1] &= (byte) (0xff << padding);
		return bits;
	}

	/** Returns the contract's digits for cells of a grid. */
	static String digits(BlockGrid grid) {
		return HexFormat.of().formatHex(bits(grid, grid.selected()));
	}

}
