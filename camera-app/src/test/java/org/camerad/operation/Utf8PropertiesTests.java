package org.camerad.operation;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Utf8PropertiesTests {

	private static final String PASSWORD = "camera.admin.password";

	@TempDir
	Path folder;

	private ConfigurableEnvironment read(String location, Charset encoding) throws IOException {
		Files.writeString(this.folder.resolve("application.properties"), PASSWORD + "=P\u00e4ssw\u00f6rt1", encoding);
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getSystemProperties().put("spring.config.location", "file:" + this.folder + location);
		try {
			ConfigDataEnvironmentPostProcessor.applyTo(environment);
		}
		finally {
			environment.getSystemProperties().remove("spring.config.location");
		}
		return environment;
	}

	@Test
	void aFileAndAFolderAreReadAsUtf8() throws IOException {
		for (String location : new String[] { "/", "/application.properties" }) {
			assertThat(read(location, StandardCharsets.UTF_8).getProperty(PASSWORD)).isEqualTo("P\u00e4ssw\u00f6rt1");
		}
	}

	@Test
	void aFileInAnotherEncodingStopsTheStart() throws IOException {
		ConfigurableEnvironment environment = read("/", StandardCharsets.ISO_8859_1);
		assertThatThrownBy(() -> CharacterCheck.check(environment)).isInstanceOf(ConfigurationException.class)
			.hasMessageContaining(PASSWORD)
			.hasMessageContaining("UTF-8");
	}

}
