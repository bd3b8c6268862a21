package org.camerad.driver.support.picture.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

import org.camerad.driver.support.picture.YuvPicture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JpegHeaderTests {

	private static final String FRAME = "ffc0" + "0011" + "08" + "01e0" + "0280" + "03" + "012200" + "021101"
			+ "031101";

	private static final String SCAN = "ffda" + "000c" + "03" + "0100" + "0211" + "0311" + "003f00";

	private static byte[] bytes(String... segments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(HexFormat.of().parseHex("ffd8"));
		for (String segment : segments) {
			out.writeBytes(HexFormat.of().parseHex(segment));
		}
		return out.toByteArray();
	}

	private static String table(int number, int first) {
		return HexFormat.of().toHexDigits((byte) number) + HexFormat.of().toHexDigits((byte) first) + "01".repeat(63);
	}

	@Test
	void theSegmentsOfARealPictureAreRead() throws Exception {
		try (JpegCodec codec = JpegCodec.portable()) {
			byte[] jpeg = codec.encode(YuvPicture.color(642, 362), 70);
			JpegHeader header = JpegHeader.read(jpeg).orElseThrow();
			assertThat(header.width()).isEqualTo(642);
			assertThat(header.height()).isEqualTo(362);
			assertThat(header.isBaseline()).isTrue();
			assertThat(header.lumaSampling()).isEqualTo(0x22);
			assertThat(header.restartInterval()).isZero();
			assertThat(header.quantizationTables().orElseThrow()).hasSize(128);
			for (int length = 0; length < header.scan(); length++) {
				assertThat(JpegHeader.read(Arrays.copyOf(jpeg, length))).as(length + " bytes").isEmpty();
			}
			assertThat(JpegHeader.read(Arrays.copyOf(jpeg, header.scan()))).isPresent();
		}
	}

	@Test
	void fieldsComeFromTheirSegments() {
		byte[] jpeg = bytes("ffe00004abcd", "ffdb0084" + table(1, 7) + table(0, 5), "ffdd00040102", "ffff" + FRAME,
				SCAN, "55");
		JpegHeader header = JpegHeader.read(jpeg).orElseThrow();
		assertThat(header.width()).isEqualTo(640);
		assertThat(header.height()).isEqualTo(480);
		assertThat(header.restartInterval()).isEqualTo(0x0102);
		assertThat(header.scan()).isEqualTo(jpeg.length - 1);
		byte[] tables = header.quantizationTables().orElseThrow();
		assertThat(new byte[] { tables[0], tables[64] }).containsExactly(5, 7);
		assertThat(tables).hasSize(128);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ffc1", "ffc2", "ffc9", "ffcf" })
	void otherProcessesHaveASizeAndAreNotBaseline(String marker) {
		JpegHeader header = JpegHeader.read(bytes(FRAME.replace("ffc0", marker), SCAN)).orElseThrow();
		assertThat(header.width()).isEqualTo(640);
		assertThat(header.isBaseline()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ffc4", "ffc8", "ffcc", "ffe0" })
	void otherSegmentsGiveNoSize(String marker) {
		assertThat(JpegHeader.read(bytes(FRAME.replace("ffc0", marker), SCAN))).isEmpty();
	}

	@Test
	void wideTablesAreRecognized() {
		JpegHeader header = JpegHeader.read(bytes("ffdb0083" + "10" + "0001".repeat(64), FRAME, SCAN)).orElseThrow();
		assertThat(header.quantizationTables()).isEmpty();
	}

	@Test
	void aPictureOfOneComponentHasNoSampling() {
		JpegHeader header = JpegHeader.read(bytes("ffc0000b08010002000101ff00".replace("ff00", "1100"), SCAN))
			.orElseThrow();
		assertThat(header.lumaSampling()).isZero();
		assertThat(header.width()).isEqualTo(512);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ffc0000008", "ffc00001", "ffc0000708", "ffc000110801e0028004012200021101031101",
			"ffc0001108000002800301220002110103110100", "ffc000110801e000000301220002110103110100", "ffdb004304",
			"ffdb000300", "ffdb001000", "ffdd000301", "ffd0", "ffd8", "ffd9", "ff01", "0000", "ffbf0004" })
	void brokenSegmentsAreRefused(String segment) {
		String padded = segment + "00".repeat(80);
		assertThat(JpegHeader.read(bytes(padded, FRAME, SCAN))).isEmpty();
		assertThat(JpegHeader.read(bytes(segment, FRAME, SCAN))).isEmpty();
		assertThat(JpegHeader.read(bytes(segment))).isEmpty();
	}

	@Test
	void anyBytesAreReadWithoutAnError() {
		SplittableRandom random = new SplittableRandom(4);
		byte[] good = bytes("ffdb0084" + table(1, 7) + table(0, 5), "ffdd00040102", FRAME, SCAN);
		for (int i = 0; i < 100_000; i++) {
			byte[] bytes = good.clone();
			for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
				bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt(256);
			}
			JpegHeader.read(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))).ifPresent((header) -> {
				assertThat(header.width()).isBetween(1, 65535);
				assertThat(header.scan()).isLessThanOrEqualTo(bytes.length);
				header.quantizationTables().ifPresent((tables) -> assertThat(tables.length).isLessThanOrEqualTo(256));
			});
		}
	}

}
