package org.camerad.onvif;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** The run-length code of TIFF (ISO 12639), which ONVIF uses for cells. */
final class PackBits {

	private static final int MAX_RUN = 128;

	/** The code that stands for nothing. */
	private static final int NOTHING = -128;

	private PackBits() {
	}

	/** Returns the packed form of bytes. */
	static byte[] pack(byte[] bytes) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		int at = 0;
		while (at < bytes.length) {
			int run = run(bytes, at);
			if (run > 1) {
				packed.write(1 - run);
				packed.write(bytes[at]);
			}
			else {
				run = literals(bytes, at);
				packed.write(run - 1);
				packed.write(bytes, at, run);
			}
			at += run;
		}
		return packed.toByteArray();
	}

	/** Returns how often a byte is repeated from its place on. */
	private static int run(byte[] bytes, int at) {
		int run = 1;
		while (run < MAX_RUN && at + run < bytes.length && bytes[at + run] == bytes[at]) {
			run++;
		}
		return run;
	}

	/** Returns the number of bytes before the next repetition. */
	private static int literals(byte[] bytes, int at) {
		int count = 1;
		while (count < MAX_RUN && at + count < bytes.length && run(bytes, at + count) == 1) {
			count++;
		}
		return count;
	}

	/**
	 * Returns the bytes of a packed form.
	 * @param length the number of bytes that is expected, so that a short text cannot
	 * fill the memory
	 * @return empty if there are more or fewer bytes, or the packed form is cut off
	 */
	static Optional<byte[]> unpack(byte[] packed, int length) {
		byte[] bytes = new byte[length];
		int to = 0;
		int at = 0;
		while (at < packed.length) {
			int code = packed[at++];
			if (code == NOTHING) {
				continue;
			}
			int count = Math.abs(code) + 1;
			int read = (code < 0) ? 1 : count;
			if (to + count > length || at + read > packed.length) {
				return Optional.empty();
			}
			if (code < 0) {
				Arrays.fill(bytes, to, to + count, packed[at]);
			}
			else {
				System.arraycopy(packed, at, bytes, to, count);
			}
			at += read;
			to += count;
		}
		return (to == length) ? Optional.of(bytes) : Optional.empty();
	}

}
