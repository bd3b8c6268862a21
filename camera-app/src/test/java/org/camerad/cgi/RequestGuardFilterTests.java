package org.camerad.cgi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestGuardFilterTests {

	@Test
	void theAccessLogShowsThePathWithoutCredentials() throws IOException {
		Properties properties = new Properties();
		try (InputStream file = RequestGuardFilter.class.getResourceAsStream("/application.properties")) {
			properties.load(file);
		}
		assertThat(properties.getProperty("server.tomcat.accesslog.pattern"))
			.contains("%{" + RequestGuardFilter.LOGGED_PATH + "}r")
			.doesNotContain("%r", "%U", "%q");
	}

}
