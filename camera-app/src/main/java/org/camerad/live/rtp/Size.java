package org.camerad.live.rtp;

import java.util.function.Function;

/**
 * The size of a picture.
 *
 * @param width pixels
 * @param height pixels
 */
record Size(int width, int height) {

	/** Reads it from a parameter set. */
	static Size read(AnnexB.Nal parameterSet, Function<AnnexB.Nal, Size> reader) throws UnsupportedMediaException {
		try {
			return reader.apply(parameterSet);
		}
		catch (IndexOutOfBoundsException ex) {
			throw new UnsupportedMediaException("a parameter set cannot be read: " + ex.getMessage());
		}
	}

	/** This size less what the four numbers that follow cut off. */
	Size cropped(BitReader in, int unitX, int unitY) {
		int x = in.unsigned() + in.unsigned();
		int y = in.unsigned() + in.unsigned();
		return new Size(this.width - x * unitX, this.height - y * unitY);
	}

}
