package org.camerad.driver.picture.jpeg;

import java.awt.image.BufferedImage;

import org.camerad.driver.picture.Canvas;

/** Between RGB and the Y'CbCr of JPEG (BT.601 at full range, as in JFIF). */
final class Colors {

	private static final int HALF = 1 << 15;

	private Colors() {
	}

	/** The picture with colour at half the width and height. */
	static Canvas canvas(BufferedImage image) {
		Canvas canvas = Canvas.of(image.getWidth(), image.getHeight());
		int[] row = new int[canvas.width()];
		for (int y = 0; y < canvas.height(); y++) {
			image.getRGB(0, y, canvas.width(), 1, row, 0, canvas.width());
			for (int x = 0; x < canvas.width(); x++) {
				put(canvas, x, y, row[x]);
			}
		}
		return canvas;
	}

	private static void put(Canvas canvas, int x, int y, int rgb) {
		int red = rgb >> 16 & 0xff;
		int green = rgb >> 8 & 0xff;
		int blue = rgb & 0xff;
		canvas.luma()[y * canvas.width() + x] = (byte) (19595 * red + 38470 * green + 7471 * blue + HALF >> 16);
		if ((x & 1) == 0 && (y & 1) == 0) {
			int i = y / 2 * canvas.chromaWidth() + x / 2;
			canvas.cb()[i] = (byte) byteOf(128 + (-11059 * red - 21709 * green + 32768 * blue + HALF >> 16));
			canvas.cr()[i] = (byte) byteOf(128 + (32768 * red - 27439 * green - 5329 * blue + HALF >> 16));
		}
	}

	/** Fills an RGB picture of the same size. */
	static void fill(int[] rgb, Canvas canvas) {
		for (int y = 0; y < canvas.height(); y++) {
			int chroma = y / 2 * canvas.chromaWidth();
			for (int x = 0; x < canvas.width(); x++) {
				int luma = canvas.luma()[y * canvas.width() + x] & 0xff;
				int cb = (canvas.cb()[chroma + x / 2] & 0xff) - 128;
				int cr = (canvas.cr()[chroma + x / 2] & 0xff) - 128;
				int red = byteOf(luma + (91881 * cr + HALF >> 16));
				int green = byteOf(luma - (22554 * cb + 46802 * cr + HALF >> 16));
				int blue = byteOf(luma + (116130 * cb + HALF >> 16));
				rgb[y * canvas.width() + x] = red << 16 | green << 8 | blue;
			}
		}
	}

	private static int byteOf(int value) {
		return Math.max(0, Math.min(255, value));
	}

}
