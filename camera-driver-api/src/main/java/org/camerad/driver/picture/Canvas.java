package org.camerad.driver.picture;

/**
 * A picture to draw into, as JPEG has it inside: full-range Y'CbCr (BT.601, as in JFIF)
 * in three planes, the two of colour at half the width and height. The arrays are the
 * picture itself, not copies.
 *
 * @param width in pixels
 * @param height in pixels
 * @param luma the samples of brightness, row by row, 0 black to 255 white
 * @param cb the samples of blueness, row by row, 128 neutral; none for a grey picture
 * @param cr the samples of redness, likewise
 */
public record Canvas(int width, int height, byte[] luma, byte[] cb, byte[] cr) {

	/** An empty picture of that size, for somebody who fills it. */
	public static Canvas of(int width, int height) {
		int chroma = ((width + 1) / 2) * ((height + 1) / 2);
		return new Canvas(width, height, new byte[width * height], new byte[chroma], new byte[chroma]);
	}

	public boolean hasColor() {
		return this.cb.length > 0;
	}

	public int chromaWidth() {
		return hasColor() ? (this.width + 1) / 2 : 0;
	}

	public int chromaHeight() {
		return hasColor() ? (this.height + 1) / 2 : 0;
	}

	/** The whole picture. */
	public Area area() {
		return new Area(0, 0, this.width, this.height);
	}

}
