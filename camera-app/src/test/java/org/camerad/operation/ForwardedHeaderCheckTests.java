package org.camerad.operation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ForwardedHeaderCheckTests {

	@ParameterizedTest
	@CsvSource({ "server.forward-headers-strategy, native", "server.forward-headers-strategy, FRAMEWORK",
			"server.tomcat.remoteip.remote-ip-header, X-Forwarded-For",
			"server.tomcat.remoteip.protocol-header, X-Forwarded-Proto" })
	void refusesWhatBelievesEveryClient(String key, String value) {
		MockEnvironment environment = new MockEnvironment().withProperty(key, value);
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> ForwardedHeaderCheck.check(environment))
			.withMessageStartingWith(key + ": ")
			.withMessageContaining("camera.trusted-proxies");
	}

	@Test
	void acceptsNone() {
		ForwardedHeaderCheck.check(new MockEnvironment().withProperty("server.forward-headers-strategy", "none"));
		ForwardedHeaderCheck.check(new MockEnvironment());
	}

}
