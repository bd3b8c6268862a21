package org.camerad.driver.support.picture.jpeg;

import java.awt.image.BufferedImage;

import org.camerad.driver.support.picture.YuvPicture;

/**
 * Conversions between RGB and the Y'CbCr of JPEG (BT.601, full range, as in JFIF).
 */
final class Colors {

	private static final int HALF = 1 << 15;

	private Colors() {
	}

	/** Returns the picture with colour planes at half the width and height. */
	static YuvPicture planes(BufferedImage image) {
		YuvPicture planes = YuvPicture.color(image.getWidth(), image.getHeight());
		int[] row = new int[planes.width()];
		for (int y = 0; y < planes.height(); y++) {
			image.getRGB(0, y, planes.width(), 1, row, 0, planes.width());
			for (int x = 0; x < planes.width(); x++) {
				put(planes, x, y, row[x]);
			}
		}
		return planes;
	}

	private static void put(YuvPicture planes, int x, int y, int rgb) {
		int red = rgb >> 16 & 0xff;
		int green = rgb >> 8 & 0xff;
		int blue = rgb & 0xff;
		planes.luma()[y * planes.width() + x] = (byte) (19595 * red + 38470 * green + 7471 * blue + HALF >> 16);
		if ((x & 1) == 0 && (y & 1) == 0) {
			int i = y / 2 * planes.chromaWidth() + x / 2;
			planes.cb()[i] = (byte) byteOf(128 + (-11059 * red - 21709 * green + 32768 * blue + HALF >> 16));
			planes.cr()[i] = (byte) byteOf(128 + (32768 * red - 27439 * green - 5329 * blue + HALF >> 16));
		}
	}

	/** Fills an RGB picture of the same size. */
	static void fill(int[] rgb, YuvPicture planes) {
		for (int y = 0; y < planes.height(); y++) {
			int chroma = y / 2 * planes.chromaWidth();
			for (int x = 0; x < planes.width(); x++) {
				int luma = planes.luma()[y * planes.width() + x] & 0xff;
				int cb = (planes.cb()[chroma + x / 2] & 0xff) - 128;
				int cr = (planes.cr()[chroma + x / 2] & 0xff) - 128;
				int red = byteOf(luma + (91881 * cr + HALF >> 16));
				int green = byteOf(luma - (22554 * cb + 46802 * cr + HALF >> 16));
				int blue = byteOf(luma + (116130 * cb + HALF >> 16));
				rgb[y * planes.width() + x] = red << 16 | green << 8 | blue;
			}
		}
	}

	private static int byteOf(int value) {
		return Math.max(0, Math.min(255, value));
	}

}
