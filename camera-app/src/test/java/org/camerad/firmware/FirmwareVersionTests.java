package org.camerad.firmware;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FirmwareVersionTests {

	private static FirmwareVersion version(String text) {
		return FirmwareVersion.parse(text).orElseThrow();
	}

	/** The pre-releases are SemVer's own example. */
	@Test
	void theyAreOrderedAsNumbersAndBySemVer() {
		List<String> ordered = List.of("0", "0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
				"1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.0.1", "1.1", "2.0.9", "2.0.10-1", "2.0.10",
				"2.3.05.02", "2.10", "10.0.0", "999999999.1");
		for (int i = 0; i < ordered.size(); i++) {
			for (int j = 0; j < ordered.size(); j++) {
				assertThat(Integer.signum(version(ordered.get(i)).compareTo(version(ordered.get(j)))))
					.as(ordered.get(i) + " and " + ordered.get(j))
					.isEqualTo(Integer.compare(i, j));
			}
		}
	}

	@Test
	void missingNumbersAreZero() {
		assertThat(version("2")).isEqualByComparingTo(version("2.0.0"));
		assertThat(version("2.0-a")).isEqualByComparingTo(version("2.0.0-a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "v2.0.0", "2.0.0 ", "2..0", ".2", "2.", "2.0.0-", "2.0.0-a..b", "2.0.0-01",
			"2.0.0+5", "2.0.0-a+5", "2.x", "-1", "1.0.0-ä", "1,0", "0x10", "1e3", "2.0.0\n", "1.2.3.4.5.6.7.8.9",
			"1234567890", "2.0.0-a_b", "１.0", "latest" })
	void anythingElseIsNotAVersion(String text) {
		assertThat(FirmwareVersion.parse(text)).isEmpty();
	}

}
