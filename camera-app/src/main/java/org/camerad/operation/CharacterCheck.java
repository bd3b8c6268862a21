package org.camerad.operation;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * The check that no configured value has lost characters. Without a UTF-8 locale, Java
 * replaces each byte of an umlaut in the environment by U+FFFD: a password would silently
 * be another one. Files that are not UTF-8 lose characters in the same way.
 */
final class CharacterCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final char REPLACEMENT = '\uFFFD';

	private static final Pattern OURS = Pattern.compile("(?i)(camera|server|management|spring|logging)[._].*");

	/**
	 * Checks all sources of the environment.
	 * @throws ConfigurationException when values have lost characters. The message lists
	 * the names, without the values
	 */
	@Override
	public void initialize(ConfigurableApplicationContext context) {
		check(context.getEnvironment());
	}

	static void check(ConfigurableEnvironment environment) {
		Set<String> names = new TreeSet<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> properties) {
				addDamaged(names, properties);
			}
		}
		if (!names.isEmpty()) {
			throw new ConfigurationException(String.join(", ", names),
					"the value contains characters that cannot be decoded, which Java has replaced by U+FFFD; start the"
							+ " service with LC_ALL=C.UTF-8 and write the value in UTF-8");
		}
	}

	private static void addDamaged(Set<String> names, EnumerablePropertySource<?> source) {
		for (String name : source.getPropertyNames()) {
			if (OURS.matcher(name).matches() && String.valueOf(source.getProperty(name)).indexOf(REPLACEMENT) >= 0) {
				names.add(name);
			}
		}
	}

}
