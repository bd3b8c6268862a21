package org.camerad.operation;

import java.util.List;

import org.springframework.core.env.Environment;

/**
 * The check that forwarded headers are not believed from everybody. Spring Boot's own
 * options trust every private address, which on a camera's network is every client.
 */
public final class ForwardedHeaderCheck {

	private static final String STRATEGY = "server.forward-headers-strategy";

	private static final List<String> HEADERS = List.of("server.tomcat.remoteip.remote-ip-header",
			"server.tomcat.remoteip.protocol-header");

	private ForwardedHeaderCheck() {
	}

	/**
	 * Checks the options of the web server.
	 * @throws ConfigurationException when one of them makes it believe forwarded headers
	 */
	public static void check(Environment environment) {
		if (!"none".equalsIgnoreCase(environment.getProperty(STRATEGY, "none").strip())) {
			throw refuse(STRATEGY);
		}
		for (String header : HEADERS) {
			if (!environment.getProperty(header, "").isBlank()) {
				throw refuse(header);
			}
		}
	}

	private static ConfigurationException refuse(String key) {
		return new ConfigurationException(key, "any client could claim any address with it; remove it, and list the "
				+ "addresses of your proxies in camera.trusted-proxies");
	}

}
