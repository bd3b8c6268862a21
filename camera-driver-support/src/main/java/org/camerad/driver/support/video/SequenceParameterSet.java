package org.camerad.driver.support.video;

import java.util.Optional;
import java.util.Set;

import org.camerad.driver.Codec;
import org.camerad.driver.Resolution;

/**
 * A reader of the picture size in a sequence parameter set (ITU-T H.264, 7.3.2.1.1, and
 * H.265, 7.3.2.2.1). The bytes may be untrusted.
 */
public final class SequenceParameterSet {

	/** The maximum width and height in pixels. */
	public static final int MAX_SIZE = 16_384;

	/**
	 * The H.264 profiles whose parameter sets contain the colour format (7.3.2.1.1).
	 */
	private static final Set<Integer> HIGH = Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

	/**
	 * The length in bits of the general part of H.265's profile_tier_level (7.3.3).
	 */
	private static final int PROFILE = 88;

	private static final int LEVEL = 8;

	private SequenceParameterSet() {
	}

	/**
	 * Returns the size after cropping.
	 * @return the size; empty if the unit is not a sequence parameter set, is incomplete,
	 * or has a size that no camera has: odd, less than 2 or more than {@value #MAX_SIZE}
	 */
	public static Optional<Resolution> size(Codec codec, NalUnit unit) {
		if (!unit.isSequenceParameterSet(codec)) {
			return Optional.empty();
		}
		try {
			return Optional.of((codec == Codec.H265) ? h265(new BitReader(unit, 2)) : h264(new BitReader(unit, 1)));
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
			// Thrown by the reader and by Resolution for invalid values.
			return Optional.empty();
		}
	}

	private static Resolution h264(BitReader in) {
		int profile = in.bits(8);
		in.skip(16);
		in.skipNumber();
		int colour = HIGH.contains(profile) ? colour(in) : 1;
		in.skipNumber();
		skipPictureOrder(in);
		in.skipNumber();
		in.skip(1);
		int width = 16 * (in.unsigned(MAX_SIZE / 16 - 1) + 1);
		int mapUnits = in.unsigned(MAX_SIZE / 16 - 1) + 1;
		int fields = in.flag() ? 1 : 2;
		in.skip((fields == 2) ? 2 : 1);
		return cropped(in, width, 16 * mapUnits * fields, colour, fields);
	}

	private static int colour(BitReader in) {
		int colour = in.unsigned(3);
		in.skip((colour == 3) ? 1 : 0);
		in.skipNumber();
		in.skipNumber();
		in.skip(1);
		if (in.flag()) {
			for (int i = 0; i < ((colour == 3) ? 12 : 8); i++) {
				skipScalingList(in, (i < 6) ? 16 : 64);
			}
		}
		return colour;
	}

	private static void skipScalingList(BitReader in, int size) {
		int next = in.flag() ? 8 : 0;
		int last = 8;
		for (int i = 0; i < size && next != 0; i++) {
			next = (last + in.signed() + 256) % 256;
			last = (next == 0) ? last : next;
		}
	}

	private static void skipPictureOrder(BitReader in) {
		int type = in.unsigned(2);
		if (type == 0) {
			in.skipNumber();
		}
		else if (type == 1) {
			in.skip(1);
			in.skipNumber();
			in.skipNumber();
			int cycle = in.unsigned(255);
			for (int i = 0; i < cycle; i++) {
				in.skipNumber();
			}
		}
	}

	private static Resolution h265(BitReader in) {
		in.skip(4);
		int layers = in.bits(3);
		in.skip(1);
		skipProfile(in, layers);
		in.skipNumber();
		int colour = in.unsigned(3);
		in.skip((colour == 3) ? 1 : 0);
		int width = in.unsigned(MAX_SIZE);
		int height = in.unsigned(MAX_SIZE);
		return cropped(in, width, height, colour, 1);
	}

	private static void skipProfile(BitReader in, int layers) {
		in.skip(PROFILE + LEVEL);
		int skipped = 0;
		for (int i = 0; i < layers; i++) {
			skipped += (in.flag() ? PROFILE : 0) + (in.flag() ? LEVEL : 0);
		}
		in.skip((layers > 0) ? 2 * (8 - layers) : 0);
		in.skip(skipped);
	}

	/**
	 * Reads the cropping at the edges, in units of colour samples and, for interlaced
	 * video, of one field.
	 */
	private static Resolution cropped(BitReader in, int width, int height, int colour, int fields) {
		int x = 0;
		int y = 0;
		if (in.flag()) {
			x = (in.unsigned(MAX_SIZE) + in.unsigned(MAX_SIZE)) * ((colour == 1 || colour == 2) ? 2 : 1);
			y = (in.unsigned(MAX_SIZE) + in.unsigned(MAX_SIZE)) * ((colour == 1) ? 2 : 1) * fields;
		}
		if (height - y > MAX_SIZE) {
			throw new IllegalArgumentException("a height of " + (height - y));
		}
		return Resolution.of(width - x, height - y);
	}

}
