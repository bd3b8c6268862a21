package org.camerad.driver.support.picture;

import java.util.Arrays;

/**
 * A picture as JPEG encodes it: full-range Y'CbCr (BT.601, as in JFIF) in three planes,
 * the two of colour at half the width and height (4:2:0). Drawing into these planes
 * avoids a colour conversion for each frame. The arrays are shared, not copied. Not
 * thread-safe.
 *
 * @param width width in pixels
 * @param height height in pixels
 * @param luma the luma samples, row by row, 0 black to 255 white
 * @param cb the Cb samples, row by row, 128 neutral; empty for a grey picture
 * @param cr the Cr samples, likewise
 */
public record YuvPicture(int width, int height, byte[] luma, byte[] cb, byte[] cr) {

	private static final byte NEUTRAL = (byte) 128;

	/** Returns a black picture with colour planes. */
	public static YuvPicture color(int width, int height) {
		return black(width, height, ((width + 1) / 2) * ((height + 1) / 2));
	}

	/** Returns a black picture without colour planes. */
	public static YuvPicture gray(int width, int height) {
		return black(width, height, 0);
	}

	/** Returns a black picture of the same size and with the same planes. */
	public YuvPicture blank() {
		return black(this.width, this.height, this.cb.length);
	}

	private static YuvPicture black(int width, int height, int chroma) {
		YuvPicture planes = new YuvPicture(width, height, new byte[width * height], new byte[chroma], new byte[chroma]);
		Arrays.fill(planes.cb, NEUTRAL);
		Arrays.fill(planes.cr, NEUTRAL);
		return planes;
	}

	/** Returns whether this picture has colour planes. */
	public boolean hasColor() {
		return this.cb.length > 0;
	}

	/** Returns the width of a colour plane in samples; 0 for a grey picture. */
	public int chromaWidth() {
		return hasColor() ? (this.width + 1) / 2 : 0;
	}

	/** Returns the height of a colour plane in samples; 0 for a grey picture. */
	public int chromaHeight() {
		return hasColor() ? (this.height + 1) / 2 : 0;
	}

	/** Returns the area of the whole picture. */
	public Area area() {
		return new Area(0, 0, this.width, this.height);
	}

	/**
	 * Copies an area to the same position in this picture.
	 * @param from a picture of the same size and with the same planes
	 * @param area the area to copy, with even edges
	 */
	public void copy(YuvPicture from, Area area) {
		rows(from.luma, this.luma, this.width, area);
		if (hasColor()) {
			rows(from.cb, this.cb, chromaWidth(), area.halved());
			rows(from.cr, this.cr, chromaWidth(), area.halved());
		}
	}

	private static void rows(byte[] from, byte[] to, int stride, Area area) {
		if (area.width() == stride) {
			System.arraycopy(from, area.y() * stride, to, area.y() * stride, area.height() * stride);
			return;
		}
		for (int y = area.y(); y < area.bottom(); y++) {
			System.arraycopy(from, y * stride + area.x(), to, y * stride + area.x(), area.width());
		}
	}

}
