package org.camerad.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The choice between the context that the build prepared ({@code spring.aot.enabled}) and
 * the ordinary way, which takes longer. In the prepared one the conditions of Spring's
 * own configurations have been evaluated. When a property that decided there has another
 * value now, the start goes the ordinary way, so that each property keeps its effect.
 */
final class PreparedStart implements EnvironmentPostProcessor, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(PreparedStart.class);

	/** Those of the service itself decide about no bean: a rule of the architecture. */
	private static final Pattern DECIDING = Pattern.compile("(management|server|spring)(\\.[a-z0-9-]+(\\[[0-9]+])?)+");

	/** Their values may differ; what counts is whether the two ports do. */
	private static final Pattern HARMLESS = Pattern
		.compile("((management\\.)?server\\.port|spring\\.application\\..*)");

	/** Returns the order after everything that adds properties. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!AotDetector.useGeneratedArtifacts()) {
			return;
		}
		difference(environment).ifPresent((difference) -> {
			SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
			application.addInitializers((context) -> logger
				.info("the start takes longer, without the context that the build prepared: {}", difference));
		});
	}

	/**
	 * Returns whether a property may decide about beans while the build prepares them.
	 */
	static boolean decidesAboutBeans(String name) {
		return DECIDING.matcher(name).matches() && !HARMLESS.matcher(name).matches();
	}

	private static Optional<String> difference(ConfigurableEnvironment environment) {
		if (!separatePorts(environment)) {
			return Optional.of("management.server.port is not a port of its own");
		}
		try (InputStream file = PreparedStart.class.getClassLoader().getResourceAsStream(PreparedConditions.FILE)) {
			return (file == null) ? Optional.of("the jar has none")
					: new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
						.filter((line) -> !holds(line, environment))
						.map((line) -> line.split("=", 2)[0] + " has another value than in the build")
						.findFirst();
		}
		catch (IOException ex) {
			return Optional.of("it cannot be read: " + ex);
		}
	}

	private static boolean holds(String line, ConfigurableEnvironment environment) {
		String[] parts = line.split("=", 2);
		@Nullable String value = (parts.length > 1) ? parts[1] : null;
		return Objects.equals(value, environment.getProperty(parts[0]));
	}

	/** Returns false for a port that is no number too: the ordinary start reports it. */
	private static boolean separatePorts(ConfigurableEnvironment environment) {
		try {
			return ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
