package org.camerad.driver.support.osd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A program that makes {@code unifont.bin.gz} from GNU Unifont's {@code
 * unifont.hex}: for each code point of the basic plane the number of 8-dot columns of its
 * glyph (0 without a glyph), then the glyphs in order, column by column, which compresses
 * better than whole rows.
 */
final class PackUnifont {

	private static final int PLANE = 0x10000;

	private PackUnifont() {
	}

	/** Runs the program with the path of unifont.hex and the path of the result. */
	public static void main(String[] args) throws IOException {
		Map<Integer, byte[]> glyphs = read(Path.of(args[0]));
		byte[] columns = new byte[PLANE];
		ByteArrayOutputStream dots = new ByteArrayOutputStream();
		glyphs.forEach((codePoint, glyph) -> {
			columns[codePoint] = (byte) (glyph.length / 16);
			for (int column = 0; column < glyph.length / 16; column++) {
				for (int row = 0; row < 16; row++) {
					dots.write(glyph[row * (glyph.length / 16) + column]);
				}
			}
		});
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(args[1]))) {
			{
				this.def.setLevel(Deflater.BEST_COMPRESSION);
			}
		}) {
			out.write(columns);
			dots.writeTo(out);
		}
	}

	private static Map<Integer, byte[]> read(Path hex) throws IOException {
		Map<Integer, byte[]> glyphs = new TreeMap<>();
		for (String line : Files.readAllLines(hex)) {
			int codePoint = Integer.parseInt(line.substring(0, line.indexOf(':')), 16);
			if (codePoint < PLANE && Character.getType(codePoint) != Character.PRIVATE_USE) {
				glyphs.put(codePoint, HexFormat.of().parseHex(line.substring(line.indexOf(':') + 1)));
			}
		}
		return glyphs;
	}

}
