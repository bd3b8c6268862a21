package org.camerad.driver.support.properties;

import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverProperty;

/**
 * A property that a driver declares. Immutable.
 *
 * @param <T> the type of its values
 * @param name the name without {@code camera.<driver>.}, in lower-case kebab form
 * @param family the name in the documentation for a group of properties, such as
 * {@code fault.<name>}; otherwise {@code name}
 * @param kind the accepted values
 * @param initial the text of the default value; empty without one
 * @param description the meaning in one line
 */
public record Property<T>(String name, String family, PropertyKind<T> kind, Optional<String> initial,
		String description) {

	/**
	 * Declares a property.
	 * @throws IllegalArgumentException if the default value is not an accepted one
	 */
	public Property {
		if (initial.isPresent() && parsed(kind, initial.get()).isEmpty()) {
			throw new IllegalArgumentException("the initial value of " + name + " must be " + kind.expected());
		}
	}

	private static <T> Optional<T> parsed(PropertyKind<T> kind, String text) {
		try {
			return kind.parser().parse(text);
		}
		catch (CameraException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Returns a property with a default value.
	 * @throws IllegalArgumentException if the default value is not an accepted one
	 */
	public static <T> Property<T> of(String name, PropertyKind<T> kind, String initial, String description) {
		return new Property<>(name, name, kind, Optional.of(initial), description);
	}

	/** Returns a property without a default value. */
	public static <T> Property<T> optional(String name, PropertyKind<T> kind, String description) {
		return new Property<>(name, name, kind, Optional.empty(), description);
	}

	/**
	 * Returns a property of a family such as {@code fault.<name>}, without a default
	 * value.
	 */
	public static <T> Property<T> member(String family, String word, PropertyKind<T> kind, String description) {
		return new Property<>(family.replace("<name>", word), family, kind, Optional.empty(), description);
	}

	/** Returns the default value; empty without one. */
	Optional<T> initialValue() {
		return this.initial.flatMap((text) -> parsed(this.kind, text));
	}

	/** Returns the description for the application. */
	DriverProperty described() {
		return new DriverProperty(this.name, this.initial, this.kind.expected(), this.description);
	}

}
