package org.camerad.driver.support.video;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;

import org.camerad.driver.Codec;
import org.camerad.driver.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceParameterSetTests {

	private static final int HIGH = 100;

	private static final int BASELINE = 66;

	/** Parameter sets made by x264 and x265 through ffmpeg 6. */
	@ParameterizedTest
	@CsvSource({ "H264, 1920, 1080, 6742c028d900780227e5c044000003000400000300283c60c920",
			"H264, 640, 480, 674d4016eca0501ed808800000030080000005078b16cb",
			"H264, 1920, 1080, 67640028acd940780227e5c044000003000400000300283c60c658",
			"H264, 642, 362, 677a0016bcd940a42fe227c044000003000400000300283c58b658",
			"H264, 642, 362, 67f40016919b281485fc7cf808800000030080000005078b16cb",
			"H264, 1920, 1080, 67640028acd94078044fde022000000300200000030143e2c5b2c0",
			"H265, 1920, 1080, 420101016000000300900000030000030078a003c08010e596566924caf016808000000300800000030284",
			"H265, 642, 362, 4201010408000003009d0800000300003fb005120171c93e5959a4932bc05a020000030002000003000a10",
			"H265, 640, 480, 4201010408000003009e0800000300005a9000a0403c2cb2b349265780b4040000030004000003001420",
			"H265, 2592, 1944, 420101016000000300900000030000030096a0014420079965959a4932bc05a020000003000002000003"
					+ "00a1" })
	void realEncodersSetsTellTheirSize(Codec codec, int width, int height, String hex) {
		byte[] set = HexFormat.of().parseHex(hex);
		assertThat(size(codec, set)).contains(Resolution.of(width, height));
		byte[] within = new byte[set.length + 20];
		System.arraycopy(set, 0, within, 10, set.length);
		assertThat(SequenceParameterSet.size(codec, new NalUnit(within, 10, 10 + set.length)))
			.contains(Resolution.of(width, height));
		assertCutSetsAreRefused(codec, set, Resolution.of(width, height));
	}

	private static Optional<Resolution> size(Codec codec, byte[] set) {
		return SequenceParameterSet.size(codec, NalUnit.of(set));
	}

	/**
	 * A set cut after the size still gives it; a set cut before gives no other size.
	 */
	private static void assertCutSetsAreRefused(Codec codec, byte[] set, Resolution size) {
		for (int length = 1; length < set.length; length++) {
			Optional<Resolution> told = size(codec, Arrays.copyOf(set, length));
			assertThat(told).as(length + " bytes").isIn(Optional.empty(), Optional.of(size));
			if (length < 8) {
				assertThat(told).as(length + " bytes").isEmpty();
			}
		}
	}

	@Test
	void scalingListsPictureOrdersAndFieldsAreSkipped() {
		BitWriter lists = new BitWriter().bits(8, HIGH).bits(16, 0).unsigned(0).unsigned(1).unsigned(0).unsigned(0);
		lists.bits(1, 0).bits(1, 1);
		for (int i = 0; i < 8; i++) {
			lists.bits(1, (i % 2 == 0) ? 1 : 0);
			for (int j = 0; i % 2 == 0 && j < ((i < 6) ? 16 : 64); j++) {
				// The fourth list ends early: eight less eight is zero.
				lists.signed((i == 4) ? -8 : (j % 2 == 0) ? 5 : -3);
				j += (i == 4) ? 64 : 0;
			}
		}
		assertThat(SequenceParameterSet.size(Codec.H264, h264(lists, 1).unit(0x67))).contains(Resolution.of(704, 576));
		BitWriter plain = new BitWriter().bits(8, BASELINE).bits(16, 0).unsigned(0);
		assertThat(SequenceParameterSet.size(Codec.H264, h264(plain, 2).unit(0x67))).contains(Resolution.of(704, 576));
	}

	/**
	 * Adds the fields from log2_max_frame_num on: 704x576 interlaced, without cropping.
	 */
	private static BitWriter h264(BitWriter out, int order) {
		out.unsigned(4).unsigned(order);
		if (order == 1) {
			out.bits(1, 0).signed(-3).signed(2).unsigned(3).signed(1).signed(-1).signed(40_000);
		}
		return out.unsigned(2).bits(1, 0).unsigned(43).unsigned(17).bits(1, 0).bits(2, 3).bits(1, 0);
	}

	@ParameterizedTest
	@CsvSource({ "0, 2, 10, 6, 688, 568", "1, 2, 10, 6, 684, 564", "2, 2, 10, 6, 684, 568", "3, 2, 10, 6, 692, 570" })
	void croppingCountsInTheColoursPixels(int colour, int left, int right, int bottom, int width, int height) {
		int expectedWidth = 704 - (left + right) * ((colour == 1 || colour == 2) ? 2 : 1);
		int expectedHeight = 576 - bottom * ((colour == 1) ? 2 : 1);
		BitWriter h264 = new BitWriter().bits(8, 244).bits(16, 0).unsigned(0).unsigned(colour);
		h264.bits((colour == 3) ? 1 : 0, 0).unsigned(0).unsigned(0).bits(2, 0).unsigned(0).unsigned(2).unsigned(1);
		h264.bits(1, 0).unsigned(43).unsigned(35).bits(1, 1).bits(1, 1).bits(1, 1);
		h264.unsigned(left).unsigned(right).unsigned(0).unsigned(bottom);
		assertThat(SequenceParameterSet.size(Codec.H264, h264.unit(0x67)))
			.contains(Resolution.of(expectedWidth, expectedHeight));
		BitWriter h265 = h265(0).unsigned(colour).bits((colour == 3) ? 1 : 0, 0).unsigned(704).unsigned(576);
		h265.bits(1, 1).unsigned(left).unsigned(right).unsigned(0).unsigned(bottom);
		assertThat(SequenceParameterSet.size(Codec.H265, h265.unit(0x42, 1)))
			.contains(Resolution.of(expectedWidth, expectedHeight));
	}

	/**
	 * Adds the fields up to sps_seq_parameter_set_id, with layers whose profiles are
	 * present.
	 */
	private static BitWriter h265(int layers) {
		BitWriter out = new BitWriter().bits(4, 0).bits(3, layers).bits(1, 1).bits(48, 1).bits(48, 1);
		for (int i = 0; i < layers; i++) {
			out.bits(2, 3 - i % 4);
		}
		out.bits((layers > 0) ? 2 * (8 - layers) : 0, 0);
		for (int i = 0; i < layers; i++) {
			out.bits((i % 4 < 2) ? 44 : 0, -1).bits((i % 4 < 2) ? 44 : 0, -1).bits((i % 2 == 0) ? 8 : 0, 93);
		}
		return out.unsigned(0);
	}

	@ParameterizedTest
	@CsvSource({ "0", "1", "2", "6", "7" })
	void layersOfH265AreSkipped(int layers) {
		BitWriter out = h265(layers).unsigned(1).unsigned(1280).unsigned(720).bits(1, 0);
		assertThat(SequenceParameterSet.size(Codec.H265, out.unit(0x42, 1))).contains(Resolution.of(1280, 720));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 720", "1280, 721", "16386, 720", "1280, 16386", "2147483000, 720", "4294967294, 16",
			"1099511627776, 16" })
	void sizesThatNoCameraHasAreRefused(long width, long height) {
		BitWriter out = h265(0).unsigned(1).unsigned(width).unsigned(height).bits(1, 0);
		assertThat(SequenceParameterSet.size(Codec.H265, out.unit(0x42, 1))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1024, 10, 1", "10, 1024, 1", "268435455, 1, 1", "1, 268435455, 1", "10, 1023, 0" })
	void macroblocksBeyondTheLargestPictureAreRefused(long width, long height, int frames) {
		BitWriter out = new BitWriter().bits(8, BASELINE).bits(16, 0).unsigned(0).unsigned(0).unsigned(2).unsigned(1);
		out.bits(1, 0).unsigned(width).unsigned(height).bits(1, frames).bits((frames == 1) ? 1 : 2, 1).bits(1, 0);
		assertThat(SequenceParameterSet.size(Codec.H264, out.unit(0x67))).isEmpty();
	}

	@Test
	void moreCroppedThanThereIsIsRefused() {
		BitWriter out = h265(0).unsigned(1).unsigned(640).unsigned(480).bits(1, 1);
		out.unsigned(300).unsigned(20).unsigned(0).unsigned(0);
		assertThat(SequenceParameterSet.size(Codec.H265, out.unit(0x42, 1))).isEmpty();
	}

	@Test
	void numbersOutOfTheirRangeAreRefused() {
		BitWriter order = new BitWriter().bits(8, BASELINE).bits(16, 0).unsigned(0).unsigned(0).unsigned(3);
		assertThat(SequenceParameterSet.size(Codec.H264, order.bits(200, 0x55).unit(0x67))).isEmpty();
		BitWriter cycle = new BitWriter().bits(8, BASELINE).bits(16, 0).unsigned(0).unsigned(0).unsigned(1).bits(1, 0);
		cycle.signed(0).signed(0).unsigned(256);
		for (int i = 0; i < 256; i++) {
			cycle.signed(0);
		}
		cycle.unsigned(2).bits(1, 0).unsigned(43).unsigned(17).bits(1, 1).bits(1, 0).bits(1, 0);
		assertThat(SequenceParameterSet.size(Codec.H264, cycle.unit(0x67))).isEmpty();
		BitWriter colour = h265(0).unsigned(4).unsigned(640).unsigned(480).bits(1, 0);
		assertThat(SequenceParameterSet.size(Codec.H265, colour.unit(0x42, 1))).isEmpty();
	}

	@Test
	void otherUnitsGiveNoSize() {
		byte[] set = HexFormat.of().parseHex("6742c028d900780227e5c044000003000400000300283c60c920");
		assertThat(size(Codec.H265, set)).isEmpty();
		set[0] = 0x68;
		assertThat(size(Codec.H264, set)).isEmpty();
	}

	@Test
	void anyBytesAreReadWithoutAnError() {
		SplittableRandom random = new SplittableRandom(12);
		for (int i = 0; i < 200_000; i++) {
			byte[] bytes = new byte[1 + random.nextInt(60)];
			random.nextBytes(bytes);
			Codec codec = (i % 2 == 0) ? Codec.H264 : Codec.H265;
			bytes[0] = (byte) ((codec == Codec.H264) ? 0x67 : 0x42);
			size(codec, bytes).ifPresent((size) -> {
				assertThat(size.width()).isBetween(2, SequenceParameterSet.MAX_SIZE);
				assertThat(size.height()).isBetween(2, SequenceParameterSet.MAX_SIZE);
			});
		}
	}

}
