package org.camerad.operation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A failure analyzer that names the words which a property of this service accepts, as
 * drivers do for theirs. Spring Boot would name classes.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WordFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		Class<?> type = cause.getTarget().getType().resolve();
		if (property == null || type == null || !type.isEnum()
				|| !property.getName().toString().startsWith("camera.")) {
			return null;
		}
		String words = Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(" or "));
		return new FailureAnalysis(property.getName() + ": must be " + words,
				"Correct the configuration and start again.", cause);
	}

}
