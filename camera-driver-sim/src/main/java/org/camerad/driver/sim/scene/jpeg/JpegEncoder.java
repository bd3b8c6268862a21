package org.camerad.driver.sim.scene.jpeg;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.sim.scene.raster.Planes;

/**
 * Makes baseline JPEGs with the standard's Huffman tables and colour at half the width
 * and height, as RTP's JPEG payload (RFC 2435) wants them. The same encoder makes the
 * same bytes of the same picture. Used by one thread at a time; {@link #close()} gives
 * back memory outside of the heap, after which it must not be used.
 */
public interface JpegEncoder extends Closeable {

	/**
	 * A whole JPEG, from SOI to EOI.
	 * @param picture a picture in colour
	 * @param quality 1 to 100, as in libjpeg
	 */
	byte[] encode(Planes picture, int quality) throws IOException;

	/** What does the work, for logs: {@code libjpeg-turbo} or {@code ImageIO}. */
	String name();

	/** libjpeg-turbo when it is on this machine, else ImageIO. */
	static JpegEncoder fastest() {
		try {
			return TurboJpeg.open().<JpegEncoder>map((turbo) -> turbo).orElseGet(ImageIoJpeg::new);
		}
		catch (LinkageError ex) {
			// The bridge to native code has been left out of this installation.
			System.getLogger(JpegEncoder.class.getName()).log(System.Logger.Level.DEBUG, "without JNA", ex);
			return new ImageIoJpeg();
		}
	}

	/** The encoder that every Java has. */
	static JpegEncoder portable() {
		return new ImageIoJpeg();
	}

}
