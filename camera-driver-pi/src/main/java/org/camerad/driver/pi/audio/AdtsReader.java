package org.camerad.driver.pi.audio;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * A reader of raw AAC access units in a stream of ADTS frames (ISO/IEC 13818-7, 6.2).
 */
final class AdtsReader {

	private final DataInputStream stream;

	AdtsReader(InputStream stream) {
		this.stream = new DataInputStream(stream);
	}

	/**
	 * Returns the next access unit without its header; null at the end of the stream.
	 * @throws IOException if the stream is not ADTS or cannot be read
	 */
	byte @Nullable [] next() throws IOException {
		try {
			byte[] header = new byte[7];
			this.stream.readFully(header);
			if ((header[0] & 0xff) != 0xff || (header[1] & 0xf6) != 0xf0) {
				throw new IOException("the encoder's output is not AAC in ADTS frames");
			}
			int length = (header[3] & 3) << 11 | (header[4] & 0xff) << 3 | (header[5] & 0xff) >> 5;
			int check = ((header[1] & 1) == 0) ? 2 : 0;
			this.stream.skipNBytes(check);
			byte[] unit = new byte[Math.max(0, length - header.length - check)];
			this.stream.readFully(unit);
			return unit;
		}
		catch (EOFException ex) {
			return null;
		}
	}

}
