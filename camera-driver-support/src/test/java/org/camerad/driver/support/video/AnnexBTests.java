package org.camerad.driver.support.video;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import org.camerad.driver.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AnnexBTests {

	private static String split(String hex) {
		return AnnexB.split(HexFormat.of().parseHex(hex))
			.stream()
			.map((unit) -> HexFormat.of().formatHex(unit.copy()))
			.collect(Collectors.joining(" "));
	}

	@ParameterizedTest
	@CsvSource({ "'', ''", "00, ''", "6742, ''", "000001, ''", "00000001, ''", "00000165, 65",
			"0000000165880000016742, 6588 6742", "00000001658800000000010a, 6588 0a", "0000016500000100000141, 65 41",
			"00000165880000, 6588", "0000016500000301, 6500000301", "ffff0000016502, 6502", "00000165000102, 65000102",
			"00000001000001000000016500, 65" })
	void unitsAreBetweenStartCodes(String stream, String units) {
		assertThat(split(stream)).isEqualTo(units);
	}

	@Test
	void whatIsWrittenIsFoundAgain() {
		SplittableRandom random = new SplittableRandom(3);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		StringBuilder written = new StringBuilder();
		for (int i = 0; i < 200; i++) {
			byte[] unit = new byte[1 + random.nextInt(50)];
			for (int j = 0; j < unit.length; j++) {
				unit[j] = (byte) random.nextInt(2, 256);
			}
			AnnexB.write(out, unit);
			written.append((i == 0) ? "" : " ").append(HexFormat.of().formatHex(unit));
		}
		assertThat(split(HexFormat.of().formatHex(out.toByteArray()))).isEqualTo(written.toString());
	}

	@Test
	void anyBytesAreSplitIntoUnitsThatAreNotEmpty() {
		SplittableRandom random = new SplittableRandom(5);
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[random.nextInt(40)];
			for (int j = 0; j < bytes.length; j++) {
				bytes[j] = (byte) random.nextInt(3);
			}
			assertThat(AnnexB.split(bytes)).allSatisfy((unit) -> assertThat(unit.length()).isPositive());
		}
	}

	@ParameterizedTest
	@CsvSource({ "H264, 67, 7, true, true, false", "H264, 68, 8, true, false, false", "H264, 65, 5, false, false, true",
			"H264, 41, 1, false, false, false", "H264, e7, 7, true, true, false", "H265, 40, 32, true, false, false",
			"H265, 42, 33, true, true, false", "H265, 44, 34, true, false, false", "H265, 46, 35, false, false, false",
			"H265, 20, 16, false, false, true", "H265, 2a, 21, false, false, true", "H265, 1e, 15, false, false, false",
			"H265, 2c, 22, false, false, false" })
	void theHeaderGivesTheType(Codec codec, String hex, int type, boolean set, boolean sequence, boolean key) {
		NalUnit unit = NalUnit.of(HexFormat.of().parseHex(hex));
		assertThat(unit.type(codec)).isEqualTo(type);
		assertThat(List.of(unit.isParameterSet(codec), unit.isSequenceParameterSet(codec), unit.isKeySlice(codec)))
			.containsExactly(set, sequence, key);
	}

	@Test
	void thereIsNoEmptyUnitAndNoneOutsideOfItsBytes() {
		assertThatIllegalArgumentException().isThrownBy(() -> NalUnit.of(new byte[0]));
		assertThatIllegalArgumentException().isThrownBy(() -> new NalUnit(new byte[4], 2, 5));
		assertThatIllegalArgumentException().isThrownBy(() -> new NalUnit(new byte[4], -1, 2));
	}

}
