package org.camerad.start;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The class archive that the JVM was given (AppCDS, or an AOT cache). The JVM goes on
 * without one that does not fit; {@code deploy/device/make-archive} keeps it silent about
 * that, and the log of the service says what to do.
 */
final class ClassArchive implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Logger logger = LoggerFactory.getLogger(ClassArchive.class);

	private static final Path MAPPINGS = Path.of("/proc/self/maps");

	private static final List<String> OPTIONS = List.of("-XX:SharedArchiveFile=", "-XX:AOTCache=");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		given(ManagementFactory.getRuntimeMXBean().getInputArguments()).filter((archive) -> !isMapped(archive))
			.ifPresent((archive) -> logger
				.warn("the class archive {} is missing, or does not fit this Java, this jar or "
						+ "the JVM's options: the service starts more slowly and takes more memory; make it again with "
						+ "deploy/device/make-archive, or leave out the JVM's option", archive));
	}

	/** Returns the archive that the last of the JVM's options names. */
	static Optional<Path> given(List<String> options) {
		return options.stream()
			.flatMap((option) -> OPTIONS.stream()
				.filter(option::startsWith)
				.map((name) -> Path.of(option.substring(name.length()))))
			.reduce((earlier, later) -> later);
	}

	/** Returns true where the system does not tell, too. */
	private static boolean isMapped(Path archive) {
		try (Stream<String> mappings = Files.lines(MAPPINGS)) {
			String path = archive.toRealPath().toString();
			return mappings.anyMatch((mapping) -> mapping.endsWith(" " + path));
		}
		catch (IOException ex) {
			return !Files.exists(MAPPINGS);
		}
	}

}
