package org.camerad.driver.support.osd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.zip.GZIPInputStream;

/**
 * The glyphs of GNU Unifont for the basic multilingual plane: 16 dots high, 8 or 16 dots
 * wide. A code point without a glyph is drawn as a box. Immutable and thread-safe; loaded
 * at the first use, and again after the memory was needed elsewhere.
 */
public final class Font {

	/** The height of every glyph in dots. */
	public static final int DOTS = 16;

	private static final int PLANE = 0x10000;

	private static final short[] BOX = box();

	/**
	 * Not a constant of a class: a class whose constants fail for lack of memory once can
	 * never be used again.
	 */
	private static volatile SoftReference<Font> loaded = new SoftReference<>(null);

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

	/**
	 * Returns the font that is part of the program.
	 * @throws IllegalStateException if the program's jar is damaged
	 */
	public static Font get() {
		Font font = loaded.get();
		return (font != null) ? font : loadOnce();
	}

	/**
	 * Returns the 16 rows of a code point's glyph; the leftmost dot is the highest of
	 * {@link #width(int)} bits.
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

	/**
	 * Returns the 16 rows of a letter and the marks that follow it. The marks are drawn
	 * over the letter, in its middle; the glyphs leave space for them above and below.
	 */
	short[] clusterRows(String cluster) {
		int[] codePoints = cluster.codePoints().toArray();
		short[] rows = rows(codePoints[0]);
		int width = width(codePoints[0]);
		for (int i = 1; i < codePoints.length; i++) {
			short[] mark = has(codePoints[i]) ? rows(codePoints[i]) : new short[DOTS];
			int left = (width - width(codePoints[i])) / 2;
			for (int row = 0; row < DOTS; row++) {
				int dots = mark[row] & 0xffff;
				rows[row] |= (short) ((left >= 0) ? dots << left : dots >> -left);
			}
		}
		return rows;
	}

	/** Returns the width of a code point's glyph in dots, 8 or 16. */
	public int width(int codePoint) {
		return has(codePoint) ? this.columns[codePoint] * 8 : 16;
	}

	/** Returns whether a code point has a glyph. */
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

	private static synchronized Font loadOnce() {
		Font font = loaded.get();
		if (font == null) {
			font = load();
			loaded = new SoftReference<>(font);
		}
		return font;
	}

	private static Font load() {
		try (InputStream packed = Font.class.getResourceAsStream("unifont.bin.gz")) {
			if (packed == null) {
				throw new IllegalStateException("the program's jar is damaged: unifont.bin.gz is missing");
			}
			InputStream in = new GZIPInputStream(packed);
			byte[] columns = in.readNBytes(PLANE);
			return new Font(columns, in.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the program's jar is damaged: unifont.bin.gz cannot be read", ex);
		}
	}

}
