package org.camerad.live.rtp;

import java.util.ArrayList;
import java.util.List;

/** Reads byte streams as annex B of ITU-T H.264 and H.265 defines them. */
final class AnnexB {

	private AnnexB() {
	}

	/**
	 * One unit of the network abstraction layer, without its start code. A view of shared
	 * bytes.
	 *
	 * @param data where it is
	 * @param start its first byte
	 * @param end after its last byte
	 */
	record Nal(byte[] data, int start, int end) {

		int length() {
			return this.end - this.start;
		}

		int at(int index) {
			return this.data[this.start + index] & 0xff;
		}

		byte[] copy() {
			return java.util.Arrays.copyOfRange(this.data, this.start, this.end);
		}

	}

	/** The units of an access unit, empty ones left out. */
	static List<Nal> split(byte[] data) {
		List<Nal> units = new ArrayList<>();
		int start = nextStart(data, 0);
		while (start >= 0) {
			int next = nextStart(data, start);
			int end = (next < 0) ? data.length : next - 3;
			// The longer start code's zero, and trailing zeros, belong to nothing.
			while (end > start && data[end - 1] == 0) {
				end--;
			}
			if (end > start) {
				units.add(new Nal(data, start, end));
			}
			start = next;
		}
		return units;
	}

	/** After the next start code, -1 when there is none. */
	private static int nextStart(byte[] data, int from) {
		int zeros = 0;
		for (int i = from; i < data.length; i++) {
			if (data[i] == 1 && zeros >= 2) {
				return i + 1;
			}
			zeros = (data[i] == 0) ? zeros + 1 : 0;
		}
		return -1;
	}

}
