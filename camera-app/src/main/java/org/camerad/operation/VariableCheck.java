package org.camerad.operation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The check of the names of the environment variables. */
final class VariableCheck {

	private static final Logger logger = LoggerFactory.getLogger(VariableCheck.class);

	private static final Pattern OF_ONE_CAMERA = Pattern.compile("(?i)CAMERA[_.]INSTANCES[_.]([1-9][0-9]*)[_.].+");

	private final SystemEnvironmentPropertySource variables;

	private final @Nullable ConfigurationPropertySource source;

	/** The variables that Spring binds, and the known property that each sets. */
	private final Map<String, ConfigurationPropertyName> used = new HashMap<>();

	VariableCheck(KnownProperties known, SystemEnvironmentPropertySource variables) {
		this.variables = variables;
		this.source = ConfigurationPropertySource.from(variables);
		known.names().forEach(this::add);
		known.lists().forEach(this::addElements);
		for (String number : numbers(variables)) {
			ConfigurationPropertyName prefix = InstanceName.PREFIX.append(number);
			known.names().forEach((name) -> add(prefix.append(name.subName(1))));
			known.lists().forEach((name) -> addElements(prefix.append(name.subName(1))));
		}
	}

	/** Returns the numbers of the cameras for which there may be properties. */
	private static Set<String> numbers(SystemEnvironmentPropertySource variables) {
		Set<String> numbers = new HashSet<>();
		for (String variable : variables.getPropertyNames()) {
			Matcher name = OF_ONE_CAMERA.matcher(variable);
			if (name.matches()) {
				numbers.add(name.group(1));
			}
		}
		return numbers;
	}

	private void addElements(ConfigurationPropertyName list) {
		int i = 0;
		while (add(list.append("[" + i + "]"))) {
			i++;
		}
	}

	private boolean add(ConfigurationPropertyName name) {
		ConfigurationProperty property = (this.source == null) ? null : this.source.getConfigurationProperty(name);
		if (property != null && property.getOrigin() instanceof PropertySourceOrigin origin) {
			this.used.put(origin.getPropertyName(), name);
		}
		return property != null;
	}

	/** Logs the variables that look like ours and set no property. */
	void warnOfUnused() {
		List<String> unused = Stream.of(this.variables.getPropertyNames())
			.filter((name) -> name.toUpperCase(Locale.ROOT).matches("CAMERA[_.].*") && !this.used.containsKey(name))
			.sorted()
			.toList();
		if (!unused.isEmpty()) {
			logger.warn("ignored environment variables that set no property of this service: {}",
					String.join(", ", unused));
		}
	}

	/** Returns the problems of properties of one camera that cannot differ. */
	List<String> refused() {
		return ofInstances(InstanceName::isProcessWide)
			.map((variable) -> variable + ": cannot differ between the cameras of a process; set it for all of them")
			.toList();
	}

	/** Returns the variables of cameras that do not exist. */
	List<String> beyond(int count) {
		return ofInstances((name) -> name.isBeyond(count)).toList();
	}

	private Stream<String> ofInstances(Predicate<InstanceName> accepted) {
		return this.used.entrySet()
			.stream()
			.filter((entry) -> InstanceName.of(entry.getValue()).filter(accepted).isPresent())
			.map(Map.Entry::getKey)
			.sorted();
	}

}
