package org.camerad.driver.support.video;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class AccessUnitReaderTests {

	private static final String SPS = "00000001" + "6742c028";

	private static final String PPS = "00000001" + "68ce3c80";

	private static final String KEY = "00000001" + "6588aabb";

	private static final String SECOND_SLICE = "00000001" + "6508ccdd";

	private static final String DELTA = "00000001" + "419a0102";

	private static List<String> read(String hex, int pieces) throws IOException {
		List<String> units = new ArrayList<>();
		AccessUnitReader reader = new AccessUnitReader(stream(HexFormat.of().parseHex(hex), pieces));
		for (AccessUnitReader.Unit unit = reader.next(); unit != null; unit = reader.next()) {
			units.add((unit.key() ? "key " : "") + HexFormat.of().formatHex(unit.data()));
		}
		assertThat(reader.next()).as("after the end").isNull();
		return units;
	}

	private static InputStream stream(byte[] bytes, int pieces) {
		return new ByteArrayInputStream(bytes) {

			@Override
			public synchronized int read(byte[] buffer, int offset, int length) {
				return super.read(buffer, offset, Math.min(length, pieces));
			}
		};
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 65536 })
	void slicesBelongTogetherUntilTheNextPictureBegins(int pieces) throws IOException {
		String stream = SPS + PPS + KEY + SECOND_SLICE + DELTA + DELTA;
		assertThat(read(stream, pieces)).containsExactly("key " + SPS + PPS + KEY + SECOND_SLICE, DELTA, DELTA);
	}

	@ParameterizedTest
	@ValueSource(strings = { "09f0", "0605aa", "6742c028", "68ce3c80" })
	void theseBeginTheNextAccessUnit(String unit) throws IOException {
		String next = "00000001" + unit;
		assertThat(read(DELTA + next + DELTA, 65536)).containsExactly(DELTA, next + DELTA);
	}

	@Test
	void aKeyFrameWithoutParameterSetsGetsTheFormerOnes() throws IOException {
		assertThat(read(SPS + PPS + KEY + DELTA + KEY, 7)).containsExactly("key " + SPS + PPS + KEY, DELTA,
				"key " + SPS + PPS + KEY);
		assertThat(read(KEY, 7)).as("none yet").containsExactly("key " + KEY);
	}

	@Test
	void shortStartCodesZerosAndAnythingBeforeTheFirstAreLeftOut() throws IOException {
		assertThat(read("abcdef00" + "000001419a01" + "0000000000" + "01419a02" + "0000", 2))
			.containsExactly("00000001419a01", "00000001419a02");
	}

	@Test
	void aStreamWithoutPicturesHasNone() throws IOException {
		assertThat(read("", 1)).isEmpty();
		assertThat(read("0000010000000001", 1)).isEmpty();
		assertThat(read(SPS + PPS, 5)).isEmpty();
		assertThat(read("ff".repeat(300_000), 65536)).isEmpty();
	}

	@Test
	void largeUnitsComeWhole() throws IOException {
		String large = "00000001" + "6588" + "5a".repeat(300_000);
		assertThat(read(large + DELTA, 4000)).containsExactly("key " + large, DELTA);
	}

	@Test
	void aUnitWithoutAnEndIsAnError() {
		InputStream endless = new InputStream() {

			private int at;

			@Override
			public int read() {
				return (this.at++ == 2) ? 1 : (this.at <= 3) ? 0 : 0x55;
			}
		};
		assertThatIOException().isThrownBy(() -> new AccessUnitReader(endless).next())
			.withMessage("the stream is not H.264");
	}

	@Test
	void unitsWithoutAPictureAreAnErrorInTheEnd() {
		byte[] unit = new byte[60_000];
		Arrays.fill(unit, (byte) 0x55);
		System.arraycopy(HexFormat.of().parseHex("00000106"), 0, unit, 0, 4);
		InputStream endless = new InputStream() {

			private int at;

			@Override
			public int read() {
				return unit[this.at++ % unit.length];
			}
		};
		assertThatIOException().isThrownBy(() -> new AccessUnitReader(endless).next())
			.withMessage("the stream is not H.264");
	}

	@Test
	void anyBytesAreReadToTheirEnd() throws IOException {
		SplittableRandom random = new SplittableRandom(9);
		for (int i = 0; i < 2000; i++) {
			byte[] bytes = new byte[random.nextInt(400)];
			for (int j = 0; j < bytes.length; j++) {
				bytes[j] = (byte) (random.nextBoolean() ? random.nextInt(2) : random.nextInt(256));
			}
			String hex = HexFormat.of().formatHex(bytes);
			assertThat(read(hex, 1 + random.nextInt(20))).isEqualTo(read(hex, 65536));
		}
	}

}
