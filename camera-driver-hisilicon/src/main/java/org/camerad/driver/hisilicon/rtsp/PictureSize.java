package org.camerad.driver.hisilicon.rtsp;

import java.util.Optional;

import org.camerad.driver.Codec;
import org.camerad.driver.Resolution;

/**
 * The size that a sequence parameter set tells (ITU-T H.264, 7.3.2.1.1, and H.265,
 * 7.3.2.2.1), after cropping.
 */
final class PictureSize {

	private static final int H264_SPS = 7;

	private static final int H265_SPS = 33;

	private PictureSize() {
	}

	/** Empty when the set is none, or says what is not understood here. */
	static Optional<Resolution> of(Codec codec, byte[] set) {
		boolean h265 = codec == Codec.H265;
		if (set.length < 4 || NalUnits.type(codec, set) != (h265 ? H265_SPS : H264_SPS)) {
			return Optional.empty();
		}
		try {
			return h265 ? h265(new Bits(set, 2)) : h264(new Bits(set, 1));
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
			// Cut, or not the size of a picture: nothing is known of it.
			return Optional.empty();
		}
	}

	private static Optional<Resolution> h264(Bits bits) {
		int profile = bits.read(8);
		bits.skip(16);
		bits.golomb();
		if (profile == 100 || profile == 110 || profile == 122) {
			if (bits.golomb() != 1) {
				return Optional.empty();
			}
			bits.golomb();
			bits.golomb();
			bits.skip(1);
			if (bits.read(1) == 1) {
				// Scaling lists: such streams are not known of this streamer.
				return Optional.empty();
			}
		}
		bits.golomb();
		int orderCount = bits.golomb();
		if (orderCount == 1) {
			return Optional.empty();
		}
		if (orderCount == 0) {
			bits.golomb();
		}
		bits.golomb();
		bits.skip(1);
		int width = (bits.golomb() + 1) * 16;
		int height = (bits.golomb() + 1) * 16;
		boolean frames = bits.read(1) == 1;
		if (!frames) {
			return Optional.empty();
		}
		bits.skip(1);
		return cropped(bits, width, height);
	}

	private static Optional<Resolution> h265(Bits bits) {
		bits.skip(4);
		int subLayers = bits.read(3);
		bits.skip(1);
		// The general profile, tier and level: 88 bits and 8.
		bits.skip(96);
		if (subLayers != 0) {
			return Optional.empty();
		}
		bits.golomb();
		if (bits.golomb() != 1) {
			return Optional.empty();
		}
		int width = bits.golomb();
		int height = bits.golomb();
		return cropped(bits, width, height);
	}

	/** Cropping counts in pairs of pixels, as colours have half the resolution. */
	private static Optional<Resolution> cropped(Bits bits, int width, int height) {
		if (bits.read(1) == 0) {
			return Optional.of(Resolution.of(width, height));
		}
		int left = bits.golomb();
		int right = bits.golomb();
		int top = bits.golomb();
		int bottom = bits.golomb();
		return Optional.of(Resolution.of(width - 2 * (left + right), height - 2 * (top + bottom)));
	}

	/** Reads bits, without the bytes that only prevent start codes. */
	private static final class Bits {

		private final byte[] bytes;

		private int at;

		Bits(byte[] unit, int from) {
			this.bytes = new byte[unit.length];
			int length = 0;
			int zeros = 0;
			for (int i = from; i < unit.length; i++) {
				if (zeros >= 2 && unit[i] == 3) {
					zeros = 0;
					continue;
				}
				zeros = (unit[i] == 0) ? zeros + 1 : 0;
				this.bytes[length++] = unit[i];
			}
		}

		int read(int count) {
			int value = 0;
			for (int i = 0; i < count; i++) {
				value = value << 1 | (this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1;
				this.at++;
			}
			return value;
		}

		void skip(int count) {
			this.at += count;
		}

		int golomb() {
			int zeros = 0;
			while (read(1) == 0) {
				if (++zeros > 24) {
					throw new IllegalArgumentException("no number");
				}
			}
			return (1 << zeros) - 1 + read(zeros);
		}

	}

}
