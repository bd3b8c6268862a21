package org.camerad.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.camerad.driver.DriverSPI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
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

	private PropertyCheck() {
	}

	/**
	 * Checks all sources of the environment.
	 * @param drivers the installed drivers, chosen or not
	 * @param count the number of cameras
	 * @throws ConfigurationException when there are unknown names. The message lists each
	 * with the nearest known name and its source, but without its value
	 */
	public static void check(ConfigurableEnvironment environment, Collection<DriverSPI> drivers, int count) {
		KnownProperties known = new KnownProperties(drivers);
		List<String> problems = new ArrayList<>();
		Set<String> beyond = new TreeSet<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof SystemEnvironmentPropertySource variables) {
				VariableCheck check = new VariableCheck(known, variables);
				check.warnOfUnused();
				problems.addAll(check.refused());
				beyond.addAll(check.beyond(count));
			}
			else if (source instanceof EnumerablePropertySource<?> properties) {
				problems.addAll(problems(known, properties));
				beyond.addAll(beyond(properties, count));
			}
		}
		if (!problems.isEmpty()) {
			throw new ConfigurationException(String.join("\n", problems));
		}
		if (!beyond.isEmpty()) {
			logger.warn("ignored properties of cameras beyond camera.count={}: {}", count, String.join(", ", beyond));
		}
	}

	/**
	 * Returns the problem of the name of one camera's property, empty if it is valid.
	 * @param drivers the installed drivers, chosen or not
	 */
	public static Optional<String> problem(Collection<DriverSPI> drivers, String name) {
		return problem(new KnownProperties(drivers), name);
	}

	private static List<String> problems(KnownProperties known, EnumerablePropertySource<?> source) {
		List<String> problems = new ArrayList<>();
		for (String written : source.getPropertyNames()) {
			problem(known, written)
				.ifPresent((problem) -> problems.add(written + ": " + problem + " [" + where(source, written) + "]"));
		}
		return problems;
	}

	private static Optional<String> problem(KnownProperties known, String written) {
		Optional<InstanceName> ofOne = InstanceName.ofWritten(written);
		if (ofOne.isPresent()) {
			return ofOne.get().problem(known);
		}
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(written, '.');
		return (!KnownProperties.isOurs(name) || known.contains(name)) ? Optional.empty()
				: Optional.of(known.problem(name, "camera"));
	}

	private static List<String> beyond(EnumerablePropertySource<?> source, int count) {
		return Stream.of(source.getPropertyNames())
			.filter((written) -> InstanceName.ofWritten(written)
				.filter((name) -> name.hasNumber() && name.isBeyond(count))
				.isPresent())
			.toList();
	}

	private static String where(PropertySource<?> source, String name) {
		Origin origin = OriginLookup.getOrigin(source, name);
		return (origin != null) ? origin.toString() : source.getName();
	}

}
