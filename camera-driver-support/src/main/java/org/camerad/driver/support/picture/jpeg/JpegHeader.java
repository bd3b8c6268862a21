package org.camerad.driver.support.picture.jpeg;

import java.util.Arrays;
import java.util.Optional;

/**
 * The segments of a JPEG before its entropy-coded data (ITU-T T.81, annex B). Immutable.
 */
public final class JpegHeader {

	static final int START_OF_IMAGE = 0xd8;

	static final int END_OF_IMAGE = 0xd9;

	static final int START_OF_SCAN = 0xda;

	private static final int BASELINE = 0xc0;

	private static final int QUANTIZATION = 0xdb;

	private static final int RESTART_INTERVAL = 0xdd;

	private static final int TABLE = 64;

	private final byte[] jpeg;

	private int frame;

	private int width;

	private int height;

	private int lumaSampling;

	private int restartInterval;

	private byte[] tables = new byte[0];

	private boolean wideTables;

	private int scan;

	private JpegHeader(byte[] jpeg) {
		this.jpeg = jpeg;
	}

	/**
	 * Reads the segments up to the header of the first scan. The bytes may be untrusted.
	 * @return the header; empty unless the segments are complete and define a size
	 */
	public static Optional<JpegHeader> read(byte[] jpeg) {
		if (jpeg.length < 4 || number(jpeg, 0) != (0xff00 | START_OF_IMAGE)) {
			return Optional.empty();
		}
		JpegHeader header = new JpegHeader(jpeg);
		return (header.segments() && header.width > 0 && header.height > 0) ? Optional.of(header) : Optional.empty();
	}

	private boolean segments() {
		int at = 2;
		while (this.scan == 0) {
			at = skipFillBytes(at);
			if (at + 4 > this.jpeg.length || !hasSegment(number(this.jpeg, at))) {
				return false;
			}
			int end = at + 2 + number(this.jpeg, at + 2);
			if (end < at + 4 || end > this.jpeg.length || !segment(this.jpeg[at + 1] & 0xff, at + 4, end)) {
				return false;
			}
			at = end;
		}
		return true;
	}

	private int skipFillBytes(int from) {
		int at = from;
		while (at + 1 < this.jpeg.length && number(this.jpeg, at) == 0xffff) {
			at++;
		}
		return at;
	}

	/** Returns whether a marker of 16 bits begins a segment with a length. */
	static boolean hasSegment(int marker) {
		return marker >= 0xffc0 && (marker < 0xffd0 || marker > 0xffd9) && marker != 0xffff;
	}

	private boolean segment(int marker, int from, int to) {
		return switch (marker) {
			case START_OF_SCAN -> {
				this.scan = to;
				yield true;
			}
			case QUANTIZATION -> quantization(from, to);
			case RESTART_INTERVAL -> {
				this.restartInterval = (to - from == 2) ? number(this.jpeg, from) : 0;
				yield to - from == 2;
			}
			default -> !isFrame(marker) || frame(marker, from, to);
		};
	}

	/**
	 * Returns whether a marker begins a frame header; three markers of the range do not.
	 */
	private static boolean isFrame(int marker) {
		return marker >= BASELINE && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
	}

	private boolean frame(int marker, int from, int to) {
		if (to - from < 6 || to - from != 6 + 3 * (this.jpeg[from + 5] & 0xff)) {
			return false;
		}
		this.frame = marker;
		this.height = number(this.jpeg, from + 1);
		this.width = number(this.jpeg, from + 3);
		this.lumaSampling = (this.jpeg[from + 5] == 3) ? this.jpeg[from + 7] & 0xff : 0;
		return true;
	}

	private boolean quantization(int from, int to) {
		int at = from;
		while (at < to) {
			int number = this.jpeg[at] & 0x0f;
			int length = (this.jpeg[at] >> 4 == 0) ? TABLE : 2 * TABLE;
			if (number > 3 || at + 1 + length > to) {
				return false;
			}
			this.wideTables |= length > TABLE;
			this.tables = Arrays.copyOf(this.tables, Math.max(this.tables.length, TABLE * (number + 1)));
			System.arraycopy(this.jpeg, at + 1, this.tables, TABLE * number, TABLE);
			at += 1 + length;
		}
		return true;
	}

	/** Returns the width in pixels, 1 to 65535. */
	public int width() {
		return this.width;
	}

	/** Returns the height in pixels, 1 to 65535. */
	public int height() {
		return this.height;
	}

	/** Returns whether the frame is coded sequentially with 8 bits (SOF0). */
	public boolean isBaseline() {
		return this.frame == BASELINE;
	}

	/**
	 * Returns the horizontal (upper four bits) and vertical sampling factor of luma; 0
	 * unless there are three components.
	 */
	public int lumaSampling() {
		return this.lumaSampling;
	}

	/**
	 * Returns the number of coding units between restart markers; 0 without markers.
	 */
	public int restartInterval() {
		return this.restartInterval;
	}

	/**
	 * Returns the quantization tables in the order of their numbers, 64 bytes each; empty
	 * if a table has 16-bit values.
	 */
	public Optional<byte[]> quantizationTables() {
		return this.wideTables ? Optional.empty() : Optional.of(this.tables.clone());
	}

	/** Returns the index of the first scan's entropy-coded data. */
	public int scan() {
		return this.scan;
	}

	static int number(byte[] bytes, int at) {
		return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
	}

}
