package org.camerad.driver.support.network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class Ipv4Tests {

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "192.0.2.10", "255.255.255.255", "10.200.199.99" })
	void readsADottedQuad(String text) {
		assertThat(Ipv4.parse(text).orElseThrow().getHostAddress()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "192.0.2", "192.0.2.1.", "192.0.2.256", "192.0.02.1", "192.0.2.1.1", "localhost",
			"192.0.2.-1", " 192.0.2.1", "3221225985", "::1" })
	void anythingElseIsNoAddress(String text) {
		assertThat(Ipv4.parse(text)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> Ipv4.of(text));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0.0.0.0", "1, 128.0.0.0", "23, 255.255.254.0", "24, 255.255.255.0", "32, 255.255.255.255" })
	void maskAndPrefixStandForEachOther(int prefix, String mask) {
		assertThat(Ipv4.mask(prefix).getHostAddress()).isEqualTo(mask);
		assertThat(Ipv4.prefix(Ipv4.of(mask))).isEqualTo(prefix);
	}

	@Test
	void theKernelsTablesAreLittleEndian() {
		assertThat(Ipv4.ofKernelHex("016433C6")).isEqualTo(Ipv4.of("198.51.100.1"));
		assertThat(Ipv4.ofKernelHex("010200c0")).isEqualTo(Ipv4.of("192.0.2.1"));
	}

	@Test
	void theFirstHostFollowsTheNetworksAddress() {
		assertThat(Ipv4.firstHost(Ipv4.of("192.0.2.200"), Ipv4.mask(25))).isEqualTo(Ipv4.of("192.0.2.129"));
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, true", "1.0.0.0, true", "223.255.255.255, true", "0.1.2.3, false", "127.0.0.1, false",
			"224.0.0.1, false", "255.255.255.255, false" })
	void someAddressesAreForNoHost(String address, boolean host) {
		assertThat(Ipv4.isHost(Ipv4.of(address))).isEqualTo(host);
	}

	@ParameterizedTest
	@CsvSource({ "255.255.255.0, true", "128.0.0.0, true", "255.255.255.252, true", "255.255.255.254, false",
			"0.0.0.0, false", "255.0.255.0, false", "0.255.255.255, false" })
	void aMaskIsContiguousWithRoomForTwoHosts(String mask, boolean valid) {
		assertThat(Ipv4.isMask(Ipv4.of(mask))).isEqualTo(valid);
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, true", "192.0.2.126, true", "192.0.2.0, false", "192.0.2.127, false",
			"192.0.2.129, false" })
	void aHostOfTheSubnetIsNeitherItsNetworkNorItsBroadcastAddress(String address, boolean host) {
		assertThat(Ipv4.isHostOf(Ipv4.of(address), Ipv4.of("192.0.2.9"), Ipv4.mask(25))).isEqualTo(host);
	}

}
