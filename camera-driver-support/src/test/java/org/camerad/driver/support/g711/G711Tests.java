package org.camerad.driver.support.g711;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class G711Tests {

	/**
	 * Tables 1a and 1b of the recommendation: intervals and their width, from zero on.
	 */
	private static final int[][] A_LAW_INTERVALS = { { 32, 2 }, { 16, 4 }, { 16, 8 }, { 16, 16 }, { 16, 32 },
			{ 16, 64 }, { 16, 128 } };

	/**
	 * Tables 2a and 2b of the recommendation: intervals and their width, from zero on.
	 */
	private static final int[][] MU_LAW_INTERVALS = { { 1, 1 }, { 15, 2 }, { 16, 4 }, { 16, 8 }, { 16, 16 }, { 16, 32 },
			{ 16, 64 }, { 16, 128 }, { 16, 256 } };

	/** Table 1 counts to 4096: 13 bits of the 16. */
	private static final int A_LAW_UNIT = 8;

	/** Table 2 counts to 8159: 14 bits of the 16. */
	private static final int MU_LAW_UNIT = 4;

	@Test
	void everySampleHasTheALawCodeOfTheRecommendationsTables() {
		int[] intervals = intervals(A_LAW_INTERVALS, A_LAW_UNIT);
		for (int magnitude = 0; magnitude < intervals.length; magnitude++) {
			int code = intervals[magnitude];
			assertCode(G711.A_LAW, magnitude, (code | 0x80) ^ 0x55);
			// A negative sample at a decision value is in the interval nearer to zero.
			assertCode(G711.A_LAW, -magnitude - 1, code ^ 0x55);
		}
	}

	@Test
	void everySampleHasTheMuLawCodeOfTheRecommendationsTables() {
		int[] intervals = intervals(MU_LAW_INTERVALS, MU_LAW_UNIT);
		for (int magnitude = 0; magnitude < intervals.length; magnitude++) {
			int code = intervals[magnitude];
			assertCode(G711.MU_LAW, magnitude, ~code & 0xff);
			if (magnitude > 0) {
				assertCode(G711.MU_LAW, -magnitude, ~code & 0x7f);
			}
		}
		assertCode(G711.MU_LAW, -32768, 0x00);
	}

	private static void assertCode(G711 law, int sample, int code) {
		if (law.encode((short) sample) != (byte) code) {
			assertThat(law.encode((short) sample)).as(law + " of " + sample).isEqualTo((byte) code);
		}
	}

	/**
	 * Returns the interval number of each magnitude; the last interval ends at 32767.
	 */
	private static int[] intervals(int[][] table, int unit) {
		int[] numbers = new int[32768];
		int interval = 0;
		int at = 0;
		for (int[] row : table) {
			for (int i = 0; i < row[0]; i++) {
				for (int end = at + row[1] * unit; at < end; at++) {
					numbers[at] = interval;
				}
				interval++;
			}
		}
		while (at < numbers.length) {
			numbers[at++] = interval - 1;
		}
		return numbers;
	}

	@Test
	void theJdksOwnDecoderGivesMuLawBackWithinAStep() throws Exception {
		assertWithinAStep(AudioFormat.Encoding.ULAW, G711.MU_LAW, 132);
	}

	@Test
	void theJdksOwnDecoderGivesALawBackWithinAStep() throws Exception {
		assertWithinAStep(AudioFormat.Encoding.ALAW, G711.A_LAW, 256);
	}

	@Test
	void samplesAreEncodedInTheirOrderFromEitherForm() {
		short[] samples = { 0, 1000, -1000, 32767, -32768, -1, 255, 256 };
		ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length + 1).order(ByteOrder.LITTLE_ENDIAN);
		for (short sample : samples) {
			bytes.putShort(sample);
		}
		for (G711 law : G711.values()) {
			byte[] codes = law.encode(samples);
			for (int i = 0; i < samples.length; i++) {
				assertThat(codes[i]).isEqualTo(law.encode(samples[i]));
			}
			assertThat(law.encodeLittleEndian(bytes.array())).as("half a sample left out").isEqualTo(codes);
		}
	}

	private static void assertWithinAStep(AudioFormat.Encoding encoding, G711 law, int bias) throws Exception {
		byte[] coded = new byte[65536];
		for (int i = 0; i < coded.length; i++) {
			coded[i] = law.encode((short) i);
		}
		ByteBuffer decoded = decode(encoding, coded);
		for (int i = 0; i < coded.length; i++) {
			int sample = (short) i;
			int step = (Math.abs(sample) + bias) / 32;
			assertThat((int) decoded.getShort(2 * i)).as("sample " + sample)
				.isBetween(Math.max(sample - step, -33000), sample + step);
		}
	}

	private static ByteBuffer decode(AudioFormat.Encoding encoding, byte[] coded) throws Exception {
		AudioFormat pcm = new AudioFormat(AudioFormat.Encoding.PCM_SIGNED, 8000, 16, 1, 2, 8000, false);
		AudioFormat format = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
		try (AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(coded), format, coded.length);
				AudioInputStream out = AudioSystem.getAudioInputStream(pcm, in)) {
			return ByteBuffer.wrap(out.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
		}
	}

}
