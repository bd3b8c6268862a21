package org.camerad.driver.hisilicon.streamer;

import java.util.Arrays;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.Resolution;

/** Looks whether a picture is whole, and how large it is, without decoding it. */
final class Jpeg {

	private static final int SHORTEST = 100;

	private static final int MARKER = 0xff;

	private static final int START = 0xd8;

	private static final int END = 0xd9;

	private static final int SCAN = 0xda;

	private Jpeg() {
	}

	/**
	 * The picture from its first marker to its last, without zeros behind it.
	 * @throws CameraException UNAVAILABLE when it is not whole
	 */
	static byte[] whole(byte[] bytes) throws CameraException {
		int end = bytes.length;
		while (end > 0 && bytes[end - 1] == 0) {
			end--;
		}
		if (end == 0) {
			throw CameraException.unavailable("the streamer gave an empty picture");
		}
		boolean starts = end >= SHORTEST && at(bytes, 0) == MARKER && at(bytes, 1) == START;
		boolean ends = end >= SHORTEST && at(bytes, end - 2) == MARKER && at(bytes, end - 1) == END;
		if (!starts || !ends) {
			throw CameraException.unavailable("the streamer gave "
					+ (starts ? "a cut picture" : "something that is no JPEG") + " (" + bytes.length + " bytes)");
		}
		return (end == bytes.length) ? bytes : Arrays.copyOf(bytes, end);
	}

	/** The size that the frame header tells, empty when there is none. */
	static Optional<Resolution> size(byte[] jpeg) {
		int at = 2;
		while (at + 9 <= jpeg.length && at(jpeg, at) == MARKER && at(jpeg, at + 1) != SCAN) {
			if (isFrameHeader(at(jpeg, at + 1))) {
				return Sizes.parse(number(jpeg, at + 7) + "x" + number(jpeg, at + 5));
			}
			at += 2 + number(jpeg, at + 2);
		}
		return Optional.empty();
	}

	private static boolean isFrameHeader(int marker) {
		return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
	}

	private static int number(byte[] bytes, int at) {
		return at(bytes, at) << 8 | at(bytes, at + 1);
	}

	private static int at(byte[] bytes, int index) {
		return bytes[index] & 0xff;
	}

}
