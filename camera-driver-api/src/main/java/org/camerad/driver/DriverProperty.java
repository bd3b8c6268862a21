package org.camerad.driver;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The description of a driver's configuration property. The application checks, documents
 * and shows it. Immutable.
 *
 * @param name the name without {@code camera.<driver>.}, in lower-case kebab form with
 * dots, such as {@code video.stall-time}
 * @param initial the value in effect when the property is not configured; empty if there
 * is no such value or the driver detects it
 * @param expected the accepted values, such as {@code a whole number from 1 to 100}
 * @param description the meaning in one line
 */
public record DriverProperty(String name, Optional<String> initial, String expected, String description) {

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)*");

	/**
	 * Creates a description.
	 * @throws IllegalArgumentException if {@code name} is not in lower-case kebab form
	 */
	public DriverProperty {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("a property's name must be in lower-case kebab form: " + name);
		}
	}

}
