package org.camerad.driver;

/**
 * Text drawn into the picture (contract 3.13). Every style (O1), place (O2) and title
 * (O3) is taken.
 *
 * @param enabled whether anything is drawn
 * @param color colours of text and background
 * @param fontSize size of the text
 * @param titlePosition where the title stands
 * @param showResolution whether the resolution is drawn
 * @param showBitrate whether the bit rate is drawn
 * @param timePosition where the time stands
 * @param showWeek whether the day of the week stands behind the time
 * @param timeFormat how date and time are written
 * @param title the title; at most 64 bytes of UTF-8 without control characters, may be
 * empty
 */
public record Osd(boolean enabled, Color color, FontSize fontSize, Position titlePosition, boolean showResolution,
		boolean showBitrate, Position timePosition, boolean showWeek, TimeFormat timeFormat, String title) {

	/** Colours of text and background, in the contract's order. */
	public enum Color {

		/** Black text on a white background. */
		BLACK_ON_WHITE,

		/** White text on a black background. */
		WHITE_ON_BLACK,

		/** Black text with a white outline, background transparent. */
		BLACK_OUTLINED,

		/** White text with a black outline, background transparent. */
		WHITE_OUTLINED

	}

	/** Size of the text, in the contract's order. */
	public enum FontSize {

		SMALL, MEDIUM, LARGE

	}

	/** Where a text stands. */
	public sealed interface Position {

	}

	/**
	 * One of nine places.
	 *
	 * @param x 0 left, 1 centre, 2 right
	 * @param y 0 top, 1 middle, 2 bottom
	 */
	public record Anchor(int x, int y) implements Position {
	}

	/**
	 * A place in percent of the picture: 0 is the left (top) edge, 100 the right (bottom)
	 * edge, and the text always stands wholly inside.
	 *
	 * @param x 0 to 100
	 * @param y 0 to 100
	 */
	public record Percent(int x, int y) implements Position {
	}

}
