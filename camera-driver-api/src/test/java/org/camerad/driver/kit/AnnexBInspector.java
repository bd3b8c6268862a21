package org.camerad.driver.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.Codec;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks of access units that need no decoder. */
final class AnnexBInspector {

	/**
	 * The unit types that may precede all others, and the parameter sets, in order.
	 */
	private static final List<Integer> H264_SETS = List.of(7, 8);

	private static final List<Integer> H265_SETS = List.of(32, 33, 34);

	private static final int H264_DELIMITER = 9;

	private static final int H265_DELIMITER = 35;

	private static final int H264_KEY_SLICE = 5;

	private AnnexBInspector() {
	}

	/**
	 * Fails unless {@code unit} is one whole access unit of its codec and its key frame
	 * flag is right.
	 */
	static void assertWhole(AccessUnit unit) {
		List<Integer> types = types(unit);
		assertThat(types).as("the types of its units").anyMatch((type) -> isSlice(unit.codec(), type));
		assertThat(types.stream().anyMatch((type) -> isKeySlice(unit.codec(), type))).as("a key frame: " + types)
			.isEqualTo(unit.keyFrame());
		if (unit.keyFrame()) {
			assertParameterSetsFirst(unit.codec(), types);
		}
	}

	private static void assertParameterSetsFirst(Codec codec, List<Integer> types) {
		List<Integer> sets = (codec == Codec.H264) ? H264_SETS : H265_SETS;
		List<Integer> head = new ArrayList<>(types);
		head.remove(Integer.valueOf((codec == Codec.H264) ? H264_DELIMITER : H265_DELIMITER));
		int slice = 0;
		while (!isSlice(codec, head.get(slice))) {
			slice++;
		}
		assertThat(head.get(0)).as("the first unit's type of a key frame: " + types).isEqualTo(sets.get(0));
		assertThat(Set.copyOf(head.subList(0, slice))).as("the types before a key frame's slices: " + types)
			.containsAll(sets);
	}

	private static boolean isSlice(Codec codec, int type) {
		return (codec == Codec.H264) ? type == 1 || type == H264_KEY_SLICE : type < 32;
	}

	private static boolean isKeySlice(Codec codec, int type) {
		return (codec == Codec.H264) ? type == H264_KEY_SLICE : type >= 16 && type <= 23;
	}

	/** Returns the types of the NAL units. */
	private static List<Integer> types(AccessUnit unit) {
		byte[] data = unit.data();
		assertThat(startCode(data, 0)).as("the start code that an access unit begins with").isPositive();
		List<Integer> types = new ArrayList<>();
		for (int at = 0; at + 3 < data.length; at++) {
			int length = startCode(data, at);
			if (length > 0 && at + length < data.length) {
				types.add(type(unit.codec(), data[at + length]));
				at += length;
			}
		}
		return types;
	}

	private static int type(Codec codec, byte header) {
		return (codec == Codec.H264) ? header & 0x1f : header >> 1 & 0x3f;
	}

	/** Returns the length of the start code at a position; 0 without a start code. */
	private static int startCode(byte[] data, int at) {
		int zeros = 0;
		while (zeros < 3 && at + zeros < data.length && data[at + zeros] == 0) {
			zeros++;
		}
		return (zeros >= 2 && at + zeros < data.length && data[at + zeros] == 1) ? zeros + 1 : 0;
	}

}
