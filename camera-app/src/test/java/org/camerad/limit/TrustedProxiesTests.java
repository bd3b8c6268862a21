package org.camerad.limit;

import java.util.List;

import org.camerad.operation.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of the address that is believed behind proxies. */
class TrustedProxiesTests {

	private final TrustedProxies proxies = TrustedProxies
		.of(List.of("192.0.2.1", "10.1.0.0/16", "2001:db8:1::/48", "10.9.9.128/25"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			192.0.2.1       | 203.0.113.7                        | 203.0.113.7
			192.0.2.1       | 6.6.6.6, 203.0.113.7               | 203.0.113.7
			192.0.2.1       | 203.0.113.7, 10.1.2.3              | 203.0.113.7
			192.0.2.1       | 203.0.113.7:4711                   | 203.0.113.7
			192.0.2.1       | [2001:db8:2::7]:4711               | 2001:db8:2:0:0:0:0:7
			192.0.2.1       | 2001:db8:2::7                      | 2001:db8:2:0:0:0:0:7
			2001:db8:1:2::3 | 203.0.113.7                        | 203.0.113.7
			10.9.9.200      | 203.0.113.7                        | 203.0.113.7
			10.1.255.255    | 10.1.0.9                           | 10.1.0.9
			192.0.2.1       | 6.6.6.6, camera.example            | none
			192.0.2.1       | 6.6.6.6, unknown, 10.1.0.9         | 10.1.0.9
			192.0.2.1       | ''                                 | none
			192.0.2.2       | 203.0.113.7                        | none
			10.2.0.1        | 203.0.113.7                        | none
			10.9.9.127      | 203.0.113.7                        | none
			2001:db8:2::1   | 203.0.113.7                        | none
			""")
	void believesTheLastAddressThatIsNoTrustedProxy(String peer, String forwarded, @Nullable String client) {
		assertThat(this.proxies.client(peer, List.of(forwarded)).orElse(null)).isEqualTo(client);
	}

	@Test
	void readsSeveralHeadersInTheirOrder() {
		assertThat(this.proxies.client("192.0.2.1", List.of("6.6.6.6", "203.0.113.7, 10.1.0.2")))
			.hasValue("203.0.113.7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy.example", "10.0.0.0/0", "::/0", "10.0.0.0/33", "2001:db8::/129", "10.0.0.0/x", "",
			"10.0.0", "::g" })
	void refusesOtherText(String text) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> TrustedProxies.of(List.of(text)))
			.withMessageStartingWith("camera.trusted-proxies: \"" + text + "\"");
	}

}
