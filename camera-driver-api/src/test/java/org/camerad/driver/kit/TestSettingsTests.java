package org.camerad.driver.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that the tests of all modules create settings in {@link TestSettings} only.
 */
class TestSettingsTests {

	private static final Pattern CONSTRUCTOR = Pattern
		.compile("new (Image|Video|Osd|Motion|Audio|Network|ClockSettings)\\(");

	@Test
	void noOtherTestCallsTheirConstructors() throws IOException {
		assertThat(callers(Path.of(".."))).containsExactly("TestSettings.java");
	}

	private static List<String> callers(Path repository) throws IOException {
		try (Stream<Path> files = Files.find(repository, 20,
				(path, attributes) -> path.toString().matches(".*/src/test/java/.*\\.java"))) {
			return files.filter(TestSettingsTests::constructs).map((path) -> path.getFileName().toString()).toList();
		}
	}

	private static boolean constructs(Path file) {
		try {
			return CONSTRUCTOR.matcher(Files.readString(file)).find();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
