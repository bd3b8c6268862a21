package org.camerad.driver.support.picture.jpeg;

import java.io.IOException;

import org.camerad.driver.support.picture.YuvPicture;

/**
 * Reads JPEGs, and makes baseline ones with the standard's Huffman tables and colour at
 * half the width and height, as RTP's JPEG payload (RFC 2435) wants them. The same codec
 * makes the same bytes of the same picture. Used by one thread at a time;
 * {@link #close()} gives back memory outside of the heap, after which it must not be
 * used.
 */
public interface JpegCodec extends AutoCloseable {

	/**
	 * Reads a JPEG, shrunk by the power of two that leaves it no smaller than this.
	 * @param atLeastWidth in pixels; a picture that is smaller is read as it is
	 * @param atLeastHeight likewise
	 */
	YuvPicture decode(byte[] jpeg, int atLeastWidth, int atLeastHeight) throws IOException;

	/**
	 * A whole JPEG, from SOI to EOI.
	 * @param quality 1 to 100, as in libjpeg
	 */
	byte[] encode(YuvPicture picture, int quality) throws IOException;

	/** Whether native code does the work; Java's own is several times slower. */
	boolean isFast();

	@Override
	void close();

	/** Java's own, which is everywhere. */
	static JpegCodec portable() {
		return new ImageIoJpeg();
	}

	/** libjpeg-turbo when it is on this machine, else Java's own. */
	static JpegCodec fastest() {
		try {
			return TurboJpeg.open().<JpegCodec>map((turbo) -> turbo).orElseGet(ImageIoJpeg::new);
		}
		catch (LinkageError ex) {
			// The bridge to native code was left out, or does not know this processor.
			System.getLogger(JpegCodec.class.getName()).log(System.Logger.Level.DEBUG, "without JNA", ex);
			return new ImageIoJpeg();
		}
	}

}
