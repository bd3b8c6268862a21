package org.camerad.driver;

/**
 * Settings of the text in the picture (contract 3.13). Every style (O1), position (O2)
 * and title (O3) is accepted. Immutable.
 *
 * @param enabled whether any text is drawn
 * @param color the colours of text and background
 * @param fontSize the size of the text
 * @param titlePosition the position of the title
 * @param showResolution whether the resolution is drawn
 * @param showBitrate whether the bit rate is drawn
 * @param timePosition the position of the time
 * @param showWeek whether the day of the week follows the time
 * @param timeFormat the format of date and time
 * @param title the title: at most 64 bytes of UTF-8 without control characters; may be
 * empty
 */
public record Osd(boolean enabled, Color color, FontSize fontSize, Position titlePosition, boolean showResolution,
		boolean showBitrate, Position timePosition, boolean showWeek, TimeFormat timeFormat, String title) {

	/** The colours of text and background, in the contract's order. */
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

	/** A size of the text, in the contract's order. */
	public enum FontSize {

		SMALL, MEDIUM, LARGE

	}

	/** The position of a text. */
	public sealed interface Position {

	}

	/**
	 * One of nine fixed positions.
	 *
	 * @param x 0 left, 1 centre, 2 right
	 * @param y 0 top, 1 middle, 2 bottom
	 */
	public record Anchor(int x, int y) implements Position {
	}

	/**
	 * A position in percent of the picture: 0 is the left (top) edge, 100 the right
	 * (bottom) edge. The text is always completely inside the picture.
	 *
	 * @param x 0 to 100
	 * @param y 0 to 100
	 */
	public record Percent(int x, int y) implements Position {
	}

}
