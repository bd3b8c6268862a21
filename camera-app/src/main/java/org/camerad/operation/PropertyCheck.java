package org.camerad.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.camerad.driver.DriverSPI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The check of the names of all {@code camera.*} properties. An environment variable may
 * exist for another reason (Kubernetes sets {@code CAMERA_PORT} and others for a service
 * named "camera"), so an unknown one is only logged; in every other source an unknown
 * name stops the start.
 */
public final class PropertyCheck {

	private static final Logger logger = LoggerFactory.getLogger(PropertyCheck.class);

	/** Reserved for properties of single cameras in one process. */
	private static final ConfigurationPropertyName RESERVED = ConfigurationPropertyName.of("camera.instances");

	private PropertyCheck() {
	}

	/**
	 * Checks all sources of the environment.
	 * @param drivers the installed drivers, chosen or not
	 * @throws ConfigurationException when there are unknown names. The message lists each
	 * with the nearest known name and its source, but without its value
	 */
	public static void check(ConfigurableEnvironment environment, Collection<DriverSPI> drivers) {
		KnownProperties known = new KnownProperties(drivers);
		List<String> problems = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof SystemEnvironmentPropertySource variables) {
				warnOfUnused(known, variables);
			}
			else if (source instanceof EnumerablePropertySource<?> properties) {
				problems.addAll(problems(known, properties));
			}
		}
		if (!problems.isEmpty()) {
			throw new ConfigurationException(String.join("\n", problems));
		}
	}

	private static List<String> problems(KnownProperties known, EnumerablePropertySource<?> source) {
		List<String> problems = new ArrayList<>();
		for (String written : source.getPropertyNames()) {
			ConfigurationPropertyName name = ConfigurationPropertyName.adapt(written, '.');
			if (KnownProperties.isOurs(name) && !known.contains(name)) {
				problems.add(written + ": " + problem(known, name) + " [" + where(source, written) + "]");
			}
		}
		return problems;
	}

	private static String problem(KnownProperties known, ConfigurationPropertyName name) {
		if (RESERVED.equals(name) || RESERVED.isAncestorOf(name)) {
			return "camera.instances.<i>. is reserved for a later version and cannot be used yet";
		}
		return "there is no such property" + known.nearest(name)
			.map((nearest) -> "; did you mean " + nearest + "?")
			.orElse("; README.md and the driver's page in docs/ list them");
	}

	private static String where(PropertySource<?> source, String name) {
		Origin origin = OriginLookup.getOrigin(source, name);
		return (origin != null) ? origin.toString() : source.getName();
	}

	private static void warnOfUnused(KnownProperties known, SystemEnvironmentPropertySource variables) {
		Set<String> used = used(known, ConfigurationPropertySource.from(variables));
		List<String> unused = List.of(variables.getPropertyNames())
			.stream()
			.filter((name) -> name.toUpperCase(Locale.ROOT).matches("CAMERA[_.].*") && !used.contains(name))
			.sorted()
			.toList();
		if (!unused.isEmpty()) {
			logger.warn("ignored environment variables that set no property of this service: {}",
					String.join(", ", unused));
		}
	}

	/** Returns the variables that Spring binds to a known property. */
	private static Set<String> used(KnownProperties known, @Nullable ConfigurationPropertySource variables) {
		Set<String> used = new HashSet<>();
		if (variables != null) {
			known.names().forEach((name) -> addVariable(used, variables, name));
			for (ConfigurationPropertyName list : known.lists()) {
				int i = 0;
				while (addVariable(used, variables, list.append("[" + i + "]"))) {
					i++;
				}
			}
		}
		return used;
	}

	private static boolean addVariable(Set<String> used, ConfigurationPropertySource variables,
			ConfigurationPropertyName name) {
		ConfigurationProperty property = variables.getConfigurationProperty(name);
		if (property != null && property.getOrigin() instanceof PropertySourceOrigin origin) {
			used.add(origin.getPropertyName());
		}
		return property != null;
	}

}
