package org.camerad.driver.support.network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.Network;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkSettingsFormatTests {

	private static final Network DHCP = TestSettings.network(true, Ipv4.of("192.0.2.20"), Ipv4.mask(24),
			Ipv4.of("192.0.2.1"), Ipv4.of("192.0.2.2"), Ipv4.of("192.0.2.3"));

	private static final String LINE = "true 192.0.2.20 255.255.255.0 192.0.2.1 192.0.2.2 192.0.2.3";

	@Test
	void settingsAreSixWords() {
		assertThat(NetworkSettingsFormat.format(DHCP, " ")).isEqualTo(LINE);
		assertThat(NetworkSettingsFormat.format(DHCP, "\n")).isEqualTo(LINE.replace(' ', '\n'));
		assertThat(NetworkSettingsFormat.parse(LINE)).contains(DHCP);
		assertThat(NetworkSettingsFormat.parse(LINE.replace(' ', '\n') + "\n")).contains(DHCP);
		assertThat(NetworkSettingsFormat.parse(LINE.replace("true", "false")).orElseThrow().dhcp()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "true", "true 192.0.2.20 255.255.255.0 192.0.2.1 192.0.2.2",
			"true 192.0.2.20 255.255.255.0 192.0.2.1 192.0.2.2 host", LINE + " 192.0.2.4" })
	void invalidTextsAreRejected(String text) {
		assertThat(NetworkSettingsFormat.parse(text)).isEmpty();
	}

}
