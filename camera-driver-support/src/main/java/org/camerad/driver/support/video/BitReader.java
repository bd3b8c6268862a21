package org.camerad.driver.support.video;

/**
 * A reader for the fields of a parameter set (ITU-T H.264 and H.265, sections 7 and 9).
 * It throws IndexOutOfBoundsException past the end and for a number that is out of range.
 */
final class BitReader {

	private static final int MAX_ZEROS = 30;

	private final byte[] bytes;

	private final int length;

	private int position;

	/**
	 * Creates a reader that starts after the header and skips emulation prevention bytes.
	 */
	BitReader(NalUnit unit, int header) {
		this.bytes = new byte[Math.max(0, unit.length() - header)];
		int written = 0;
		int zeros = 0;
		for (int i = header; i < unit.length(); i++) {
			int next = unit.at(i);
			boolean emulation = zeros >= 2 && next == 3;
			zeros = (next == 0) ? zeros + 1 : 0;
			if (!emulation) {
				this.bytes[written++] = (byte) next;
			}
		}
		this.length = 8 * written;
	}

	boolean flag() {
		return bits(1) == 1;
	}

	int bits(int count) {
		int value = 0;
		for (int i = 0; i < count; i++) {
			if (this.position >= this.length) {
				throw new IndexOutOfBoundsException("the parameter set is too short");
			}
			value = value << 1 | this.bytes[this.position / 8] >> (7 - this.position % 8) & 1;
			this.position++;
		}
		return value;
	}

	void skip(int count) {
		this.position += count;
	}

	/** Reads ue(v) of section 9, 0 to {@code max}. */
	int unsigned(int max) {
		int zeros = 0;
		while (!flag()) {
			if (++zeros > MAX_ZEROS) {
				throw new IndexOutOfBoundsException("a number of more than " + MAX_ZEROS + " bits");
			}
		}
		int value = (1 << zeros) - 1 + bits(zeros);
		if (value > max) {
			throw new IndexOutOfBoundsException(value + " is more than " + max);
		}
		return value;
	}

	/** Skips ue(v) or se(v) of section 9. */
	void skipNumber() {
		unsigned(Integer.MAX_VALUE);
	}

	/** Reads se(v) of section 9. */
	int signed() {
		int code = unsigned(Integer.MAX_VALUE);
		return ((code & 1) == 1) ? code / 2 + 1 : -(code / 2);
	}

}
