package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** RTP payloads of AAC in the mode AAC-hbr (RFC 3640, 3.3.6). */
final class AacPayload {

	private static final int SAMPLES_PER_UNIT = 1024;

	/** The header of an access unit: 13 bits of size and 3 bits of index. */
	private static final int HEADER_BITS = 16;

	private AacPayload() {
	}

	/**
	 * Splits a payload into access units.
	 * @param format the format parameters of the session description
	 */
	static List<byte[]> split(String format, byte[] payload) throws IOException {
		String parameters = format.toLowerCase(Locale.ROOT);
		if (!parameters.contains("sizelength=13") || !parameters.contains("indexlength=3")) {
			throw new IOException("its AAC is not AAC-hbr");
		}
		if (payload.length < 2) {
			return List.of();
		}
		int headers = number(payload, 0) / HEADER_BITS;
		int at = 2 + 2 * headers;
		List<byte[]> units = new ArrayList<>();
		for (int i = 0; i < headers && at <= payload.length; i++) {
			int size = number(payload, 2 + 2 * i) >> 3;
			if (at + size > payload.length) {
				// A fragment of a unit larger than a packet. Microphones do not send such
				// units.
				return units;
			}
			units.add(Arrays.copyOfRange(payload, at, at + size));
			at += size;
		}
		return units;
	}

	private static int number(byte[] bytes, int at) {
		return (at + 1 < bytes.length) ? (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff : 0;
	}

	/** Returns the duration of an access unit in nanoseconds. */
	static long durationNanos(int sampleRate) {
		return SAMPLES_PER_UNIT * TimeUnit.SECONDS.toNanos(1) / sampleRate;
	}

}
