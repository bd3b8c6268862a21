package org.camerad.driver.sim.scene;

import java.util.stream.IntStream;

import org.camerad.driver.support.osd.Font;

/**
 * Reads a line of text in a decoded JPEG by the shapes of the font's letters.
 *
 * @param picture the picture
 * @param x first column of the line
 * @param y first row of its letters
 * @param size height of its letters
 */
public record TextReader(Pixels picture, int x, int y, int size) {

	private static final double MIN_SIMILARITY = 0.93;

	/** Returns the size of large letters in a picture of that height. */
	public static int large(int height) {
		return Math.max(28, height / 17);
	}

	/** Returns a reader of a line of large letters in the upper left corner. */
	public static TextReader inCorner(Pixels picture, int line) {
		int size = large(picture.height());
		int lead = Math.max(2, size / 8);
		return new TextReader(picture, 0, line * (size + lead) + lead / 2, size);
	}

	/**
	 * Returns the text, white on black.
	 * @param others expected characters beyond ASCII
	 */
	public String text(String others) {
		int[] alphabet = IntStream.concat(IntStream.rangeClosed(' ', '~'), others.codePoints()).toArray();
		StringBuilder text = new StringBuilder();
		int at = this.x;
		int best = best(alphabet, at);
		while (best >= 0) {
			text.appendCodePoint(best);
			at += width(best);
			best = best(alphabet, at);
		}
		return text.toString().stripTrailing();
	}

	private int best(int[] alphabet, int at) {
		int best = -1;
		double highest = MIN_SIMILARITY;
		for (int codePoint : alphabet) {
			double alike = alike(codePoint, at);
			if (alike > highest) {
				best = codePoint;
				highest = alike;
			}
		}
		return best;
	}

	/** Returns the share of matching dots of a glyph. */
	private double alike(int codePoint, int at) {
		if (at + width(codePoint) > this.picture.width()) {
			return 0;
		}
		int dots = Font.get().width(codePoint);
		short[] rows = Font.get().rows(codePoint);
		int alike = 0;
		for (int row = 0; row < Font.DOTS; row++) {
			for (int column = 0; column < dots; column++) {
				boolean ink = isInk(rows[row], dots, column);
				alike += (luma(at, column, row) > 110 == ink) ? 1 : 0;
			}
		}
		return (double) alike / (dots * Font.DOTS);
	}

	/** Returns the mean brightness of the letters of a known text. */
	public double ink(String text) {
		long sum = 0;
		int count = 0;
		int at = this.x;
		for (int codePoint : text.codePoints().toArray()) {
			int dots = Font.get().width(codePoint);
			for (int i = 0; i < dots * Font.DOTS; i++) {
				if (isInk(Font.get().rows(codePoint)[i / dots], dots, i % dots)) {
					sum += luma(at, i % dots, i / dots);
					count++;
				}
			}
			at += width(codePoint);
		}
		return (double) sum / count;
	}

	private int width(int codePoint) {
		return Math.round(Font.get().width(codePoint) * this.size / (float) Font.DOTS);
	}

	private int luma(int at, int column, int row) {
		return this.picture.luma(at + (2 * column + 1) * this.size / (2 * Font.DOTS),
				this.y + (2 * row + 1) * this.size / (2 * Font.DOTS));
	}

	private static boolean isInk(short row, int dots, int column) {
		return (row >> (dots - 1 - column) & 1) == 1;
	}

}
