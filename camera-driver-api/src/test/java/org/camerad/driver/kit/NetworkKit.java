package org.camerad.driver.kit;

import java.net.Inet4Address;
import java.net.InetAddress;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.Setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** The rules of {@link org.camerad.driver.NetworkControl}. */
abstract class NetworkKit extends PartKit {

	private NetworkControl network;

	@BeforeEach
	void find() {
		this.network = part("network", camera().network());
	}

	@Test
	@DisplayName("N1 the MAC address has 6 bytes, is a unicast address and is not shared")
	void macAddress() {
		byte[] address = this.network.macAddress();
		assertThat(address).hasSize(6);
		assertThat(address[0] & 1).as("the group bit").isZero();
		address[0] ^= 0x7f;
		assertThat(this.network.macAddress()).isNotEqualTo(address);
	}

	@Test
	@DisplayName("N2 static addresses are in use after they are applied")
	void staticAddresses() throws Exception {
		apply(with(false, "192.0.2.20"));
		assertThat(this.network.inUse().address()).isEqualTo(address("192.0.2.20"));
		assertThat(this.network.inUse().dhcp()).isFalse();
	}

	@Test
	@DisplayName("N3 with DHCP the lease is in use, and the static addresses are kept for later")
	void lease() throws Exception {
		assumeFalse(this.network.lacks().contains(Setting.DHCP), "lacks DHCP");
		apply(with(true, "192.0.2.20"));
		assertThat(this.network.inUse().dhcp()).isTrue();
		apply(with(false, "192.0.2.20"));
		assertThat(this.network.inUse().address()).isEqualTo(address("192.0.2.20"));
	}

	@Test
	@DisplayName("N4 the factory values are complete and accepted")
	void initial() throws Exception {
		Network initial = this.network.initial();
		assertThat(initial).hasNoNullFieldsOrProperties();
		apply(initial);
	}

	private void apply(Network settings) throws Exception {
		this.network.apply(settings);
		assertInEffect(this.network, settings, Network.class);
	}

	private static Network with(boolean dhcp, String address) throws Exception {
		return TestSettings.network(dhcp, address(address), address("255.255.255.0"), address("192.0.2.1"),
				address("192.0.2.2"), address("192.0.2.3"));
	}

	private static Inet4Address address(String literal) throws Exception {
		return (Inet4Address) InetAddress.getByName(literal);
	}

}
