package org.camerad.driver.support.picture.jpeg;

import java.io.IOException;

/** The limits of pictures that are decoded, because a header can claim any size. */
final class DecodingLimits {

	private static final int MAX_PIXELS = 64 * 1024 * 1024;

	private static final int MAX_DECODED_PIXELS = 16 * 1024 * 1024;

	private DecodingLimits() {
	}

	/**
	 * Checks the size that a picture claims, before there is memory for its pixels.
	 * @param step the divisor of the reduction
	 * @throws IOException if it is too large
	 */
	static void check(int width, int height, int step) throws IOException {
		long pixels = (long) width * height;
		if (pixels > MAX_PIXELS || pixels / step / step > MAX_DECODED_PIXELS) {
			throw new IOException("a picture of " + width + "x" + height + " pixels is too large to be decoded");
		}
	}

}
