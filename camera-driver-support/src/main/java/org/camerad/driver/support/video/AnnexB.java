package org.camerad.driver.support.video;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The byte stream format of annex B of ITU-T H.264 and H.265. */
public final class AnnexB {

	private static final byte[] START_CODE = { 0, 0, 0, 1 };

	private AnnexB() {
	}

	/** Returns the units of an access unit without empty ones. */
	public static List<NalUnit> split(byte[] data) {
		List<NalUnit> units = new ArrayList<>();
		int start = afterStartCode(data, 0, data.length);
		while (start >= 0) {
			int next = afterStartCode(data, start, data.length);
			int end = trimmed(data, start, (next < 0) ? data.length : next - 3);
			if (end > start) {
				units.add(new NalUnit(data, start, end));
			}
			start = next;
		}
		return units;
	}

	/** Writes a unit with a start code before it. */
	public static void write(ByteArrayOutputStream out, byte[] unit) {
		out.writeBytes(START_CODE);
		out.writeBytes(unit);
	}

	/**
	 * Returns the index after the next start code between two indexes; -1 without a start
	 * code.
	 */
	static int afterStartCode(byte[] data, int from, int to) {
		int zeros = 0;
		for (int i = from; i < to; i++) {
			if (data[i] == 1 && zeros >= 2) {
				return i + 1;
			}
			zeros = (data[i] == 0) ? zeros + 1 : 0;
		}
		return -1;
	}

	/**
	 * Returns the end of a unit without the zero byte of a long start code and trailing
	 * zeros, which belong to no unit.
	 */
	static int trimmed(byte[] data, int start, int end) {
		int trimmed = end;
		while (trimmed > start && data[trimmed - 1] == 0) {
			trimmed--;
		}
		return trimmed;
	}

}
