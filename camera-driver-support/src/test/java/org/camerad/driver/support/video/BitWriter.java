package org.camerad.driver.support.video;

import java.io.ByteArrayOutputStream;

/** A writer for the fields of a parameter set. */
final class BitWriter {

	private final StringBuilder bits = new StringBuilder();

	BitWriter bits(int count, long value) {
		for (int i = count - 1; i >= 0; i--) {
			this.bits.append(value >> i & 1);
		}
		return this;
	}

	/** Writes ue(v). */
	BitWriter unsigned(long value) {
		int length = 63 - Long.numberOfLeadingZeros(value + 1);
		return bits(length, 0).bits(length + 1, value + 1);
	}

	/** Writes se(v). */
	BitWriter signed(long value) {
		return unsigned((value > 0) ? 2 * value - 1 : -2 * value);
	}

	/** Returns the unit with emulation prevention bytes. */
	NalUnit unit(int... header) {
		StringBuilder padded = new StringBuilder(this.bits).append('1');
		while (padded.length() % 8 != 0) {
			padded.append('0');
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int value : header) {
			out.write(value);
		}
		int zeros = 0;
		for (int i = 0; i < padded.length(); i += 8) {
			int next = Integer.parseInt(padded.substring(i, i + 8), 2);
			if (zeros == 2 && next <= 3) {
				out.write(3);
				zeros = 0;
			}
			zeros = (next == 0) ? zeros + 1 : 0;
			out.write(next);
		}
		return NalUnit.of(out.toByteArray());
	}

}
