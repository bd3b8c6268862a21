package org.camerad.driver.support.picture;

/** A bilinear scaler with independent factors for width and height. */
public final class Scaler {

	private static final int ONE = 1 << 8;

	private Scaler() {
	}

	/**
	 * Returns the whole picture at a size; the same object if it already has that size.
	 */
	public static YuvPicture scaled(YuvPicture picture, int width, int height) {
		if (picture.width() == width && picture.height() == height) {
			return picture;
		}
		YuvPicture scaled = YuvPicture.color(width, height);
		scale(new Plane(picture.luma(), picture.width(), picture.height()), new Plane(scaled.luma(), width, height));
		Plane cb = new Plane(scaled.cb(), scaled.chromaWidth(), scaled.chromaHeight());
		scale(new Plane(picture.cb(), picture.chromaWidth(), picture.chromaHeight()), cb);
		Plane cr = new Plane(scaled.cr(), scaled.chromaWidth(), scaled.chromaHeight());
		scale(new Plane(picture.cr(), picture.chromaWidth(), picture.chromaHeight()), cr);
		return scaled;
	}

	/**
	 * Returns the luma plane of the whole picture at a size; the same array if it already
	 * has that size.
	 */
	public static byte[] luma(YuvPicture picture, int width, int height) {
		if (picture.width() == width && picture.height() == height) {
			return picture.luma();
		}
		byte[] luma = new byte[width * height];
		scale(new Plane(picture.luma(), picture.width(), picture.height()), new Plane(luma, width, height));
		return luma;
	}

	private record Plane(byte[] samples, int width, int height) {
	}

	private static void scale(Plane from, Plane to) {
		int[] columns = positions(from.width, to.width);
		int[] rows = positions(from.height, to.height);
		for (int y = 0; y < to.height; y++) {
			int upper = (rows[y] >> 8) * from.width;
			int lower = Math.min(from.height - 1, (rows[y] >> 8) + 1) * from.width;
			int down = rows[y] & 0xff;
			for (int x = 0; x < to.width; x++) {
				int left = columns[x] >> 8;
				int right = Math.min(from.width - 1, left + 1);
				int across = columns[x] & 0xff;
				int top = mix(from.samples[upper + left], from.samples[upper + right], across);
				int bottom = mix(from.samples[lower + left], from.samples[lower + right], across);
				to.samples[y * to.width + x] = (byte) ((top * (ONE - down) + bottom * down + (ONE << 7)) >> 16);
			}
		}
	}

	private static int mix(byte one, byte other, int share) {
		return (one & 0xff) * (ONE - share) + (other & 0xff) * share;
	}

	/**
	 * Returns the position of each sample's centre in the source, in 256ths of a sample.
	 */
	private static int[] positions(int from, int to) {
		int[] positions = new int[to];
		for (int i = 0; i < to; i++) {
			long middle = ((2L * i + 1) * from * ONE / to - ONE) / 2;
			positions[i] = (int) Math.max(0, Math.min(middle, (from - 1L) * ONE));
		}
		return positions;
	}

}
