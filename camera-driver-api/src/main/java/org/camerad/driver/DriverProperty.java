package org.camerad.driver;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A configuration property of a driver, for those who check, document or show it.
 *
 * @param name the name without {@code camera.<driver>.}, in lower-case kebab form with
 * dots, such as {@code video.stall-time}
 * @param initial the value in effect when it is not configured; empty when there is none
 * or when the driver finds it out
 * @param expected the values that are accepted, such as
 * {@code a whole number from 1 to 100}
 * @param description its meaning in one line
 */
public record DriverProperty(String name, Optional<String> initial, String expected, String description) {

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)*");

	/**
	 * Creates the description of a property.
	 * @throws IllegalArgumentException when the name is not in lower-case kebab form
	 */
	public DriverProperty {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("a property's name must be in lower-case kebab form: " + name);
		}
	}

}
