package org.camerad.live.rtp;

/**
 * Reads the fields of a parameter set (ITU-T H.264 and H.265, sections 7 and 9). Past the
 * end it throws IndexOutOfBoundsException.
 */
final class BitReader {

	private final byte[] bytes;

	private final int length;

	private int position;

	/** Reads a unit from behind its header. */
	BitReader(AnnexB.Nal unit, int header) {
		this.bytes = new byte[unit.length() - header];
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

	/** ue(v) of section 9. */
	int unsigned() {
		int zeros = 0;
		while (!flag()) {
			zeros++;
			if (zeros > 31) {
				throw new IndexOutOfBoundsException("not a number of a parameter set");
			}
		}
		return (1 << zeros) - 1 + bits(zeros);
	}

	/** se(v) of section 9. */
	int signed() {
		int code = unsigned();
		return ((code & 1) == 1) ? (code + 1) / 2 : -(code / 2);
	}

}
