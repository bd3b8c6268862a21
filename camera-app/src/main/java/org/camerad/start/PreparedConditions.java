package org.camerad.start;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/**
 * Writes a file beside the prepared context: each property that decided about a bean,
 * with its value in the build. {@link PreparedStart} reads it. Spring calls this for the
 * service's context and then for that of the management port, which is the last one.
 */
@Component
final class PreparedConditions implements BeanFactoryInitializationAotProcessor {

	static final String FILE = "META-INF/camerad/prepared-conditions";

	private final BeanFactory first;

	private final ConfigurableEnvironment environment;

	PreparedConditions(BeanFactory first, ConfigurableEnvironment environment) {
		this.first = first;
		this.environment = environment;
	}

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory factory) {
		if (factory == this.first) {
			return null;
		}
		return (context, code) -> context.getGeneratedFiles().addResourceFile(FILE, lines());
	}

	private String lines() {
		return ConditionRecorder.names(this.environment)
			.stream()
			.filter(PreparedStart::decidesAboutBeans)
			.map((name) -> line(name, this.environment.getProperty(name)))
			.collect(Collectors.joining());
	}

	private static String line(String name, @Nullable String value) {
		return name + ((value == null) ? "" : "=" + value) + "\n";
	}

}
