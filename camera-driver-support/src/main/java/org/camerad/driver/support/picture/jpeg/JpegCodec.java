package org.camerad.driver.support.picture.jpeg;

import java.io.IOException;

import org.camerad.driver.support.picture.YuvPicture;

/**
 * A JPEG decoder and encoder. It encodes baseline JPEGs with the standard Huffman tables
 * and colour at half the width and height, as the JPEG payload of RTP (RFC 2435)
 * requires. A codec encodes equal pictures to equal bytes. Not thread-safe.
 * {@link #close()} releases native memory; the codec must not be used afterwards.
 */
public interface JpegCodec extends AutoCloseable {

	/**
	 * Decodes a JPEG. It is reduced by the largest power of two that keeps both minimum
	 * sizes.
	 * @param jpeg the whole JPEG
	 * @param atLeastWidth minimum width in pixels; a smaller picture is decoded at its
	 * own size
	 * @param atLeastHeight minimum height in pixels, likewise
	 * @throws IOException if the bytes are not a JPEG that can be decoded, or it has more
	 * than 64 Mi pixels, or more than 16 Mi after the reduction
	 */
	YuvPicture decode(byte[] jpeg, int atLeastWidth, int atLeastHeight) throws IOException;

	/**
	 * Encodes a picture as a whole JPEG, from SOI to EOI.
	 * @param picture the picture
	 * @param quality 1 to 100, as in libjpeg
	 * @throws IOException if the encoder fails
	 */
	byte[] encode(YuvPicture picture, int quality) throws IOException;

	/**
	 * Returns whether native code is used; the codec of Java is several times slower.
	 */
	boolean isFast();

	@Override
	void close();

	/** Returns the codec of Java, which is always available. */
	static JpegCodec portable() {
		return new ImageIoJpeg();
	}

	/** Returns libjpeg-turbo if it is installed, otherwise the codec of Java. */
	static JpegCodec fastest() {
		try {
			return TurboJpeg.open().<JpegCodec>map((turbo) -> turbo).orElseGet(ImageIoJpeg::new);
		}
		catch (LinkageError ex) {
			// The bridge to native code was excluded or does not support this processor.
			System.getLogger(JpegCodec.class.getName()).log(System.Logger.Level.DEBUG, "without JNA", ex);
			return new ImageIoJpeg();
		}
	}

}
