package org.camerad.session;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressGroupTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.7, 192.0.2.7", "2001:db8:0:1::7, 2001:db8:0:1::/64",
			"2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db8:0:1::/64", "2001:DB8:0:2:0:0:0:7, 2001:db8:0:2::/64",
			"0:0:0:0:0:0:0:1, 0:0:0:0::/64", "::1, 0:0:0:0::/64", "fe80:0:0:0:1:2:3:4%eth0, fe80:0:0:0::/64",
			"::ffff:192.0.2.7, 192.0.2.7", "unknown, unknown", "host:80, host:80", "1:2, 1:2", "'', ''",
			"192.0.2.7:80, 192.0.2.7:80" })
	void ipv6CountsByItsNetwork(String address, String group) {
		assertThat(AddressGroup.of(address)).isEqualTo(group);
	}

}
