package org.camerad.driver.support.osd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * GNU Unifont's glyphs: 16 dots high, 8 or 16 wide, for the basic multilingual plane.
 * Whatever has no glyph is a box. Immutable, any thread; read when first used.
 */
public final class Font {

	/** How many dots high every glyph is. */
	public static final int DOTS = 16;

	private static final int PLANE = 0x10000;

	private static final short[] BOX = box();

	private final byte[] columns;

	private final int[] places;

	private final byte[] dots;

	private Font(byte[] columns, byte[] dots) {
		this.columns = columns;
		this.dots = dots;
		this.places = new int[PLANE / DOTS];
		int place = 0;
		for (int i = 0; i < PLANE; i++) {
			if (i % DOTS == 0) {
				this.places[i / DOTS] = place;
			}
			place += columns[i] * DOTS;
		}
	}

	/** The font that comes with the program. */
	public static Font get() {
		return Loaded.FONT;
	}

	/**
	 * The 16 rows of a code point's glyph: dots from the left are bits from the highest
	 * of {@link #width(int)}.
	 */
	public short[] rows(int codePoint) {
		if (!has(codePoint)) {
			return BOX.clone();
		}
		int place = this.places[codePoint / DOTS];
		for (int i = codePoint / DOTS * DOTS; i < codePoint; i++) {
			place += this.columns[i] * DOTS;
		}
		short[] rows = new short[DOTS];
		for (int column = 0; column < this.columns[codePoint]; column++) {
			for (int row = 0; row < DOTS; row++) {
				rows[row] = (short) ((rows[row] << 8) | (this.dots[place + column * DOTS + row] & 0xff));
			}
		}
		return rows;
	}

	/** How many dots wide a code point's glyph is, 8 or 16. */
	public int width(int codePoint) {
		return has(codePoint) ? this.columns[codePoint] * 8 : 16;
	}

	/** Whether there is a glyph for a code point. */
	public boolean has(int codePoint) {
		return codePoint >= 0 && codePoint < PLANE && this.columns[codePoint] > 0;
	}

	private static short[] box() {
		short[] rows = new short[DOTS];
		for (int row = 2; row < 14; row++) {
			rows[row] = (row == 2 || row == 13) ? (short) 0x3ffc : (short) 0x2004;
		}
		return rows;
	}

	private static final class Loaded {

		private static final Font FONT = load();

		private static Font load() {
			try (InputStream packed = Font.class.getResourceAsStream("unifont.bin.gz")) {
				if (packed == null) {
					throw new IllegalStateException("the program is not whole: unifont.bin.gz is missing");
				}
				InputStream in = new GZIPInputStream(packed);
				byte[] columns = in.readNBytes(PLANE);
				return new Font(columns, in.readAllBytes());
			}
			catch (IOException ex) {
				throw new UncheckedIOException("the program is not whole: unifont.bin.gz", ex);
			}
		}

	}

}
