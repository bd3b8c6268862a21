package org.camerad.driver.support.properties;

import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverProperty;

/**
 * A property that a driver declares.
 *
 * @param <T> the type of its values
 * @param name the name without {@code camera.<driver>.}, in lower-case kebab form
 * @param family the name that the documentation has for this property and its like, such
 * as {@code fault.<name>}; the name itself for a property that stands alone
 * @param kind the accepted values
 * @param initial the text of the value in effect when it is not configured, empty without
 * one
 * @param description its meaning in one line
 */
public record Property<T>(String name, String family, PropertyKind<T> kind, Optional<String> initial,
		String description) {

	/**
	 * Declares a property.
	 * @throws IllegalArgumentException when the initial value is not an accepted one
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

	/** A property that has a value even when it is not configured. */
	public static <T> Property<T> of(String name, PropertyKind<T> kind, String initial, String description) {
		return new Property<>(name, name, kind, Optional.of(initial), description);
	}

	/** A property without a value of its own. */
	public static <T> Property<T> optional(String name, PropertyKind<T> kind, String description) {
		return new Property<>(name, name, kind, Optional.empty(), description);
	}

	/**
	 * A property without a value of its own, of a family such as {@code fault.<name>}.
	 */
	public static <T> Property<T> member(String family, String word, PropertyKind<T> kind, String description) {
		return new Property<>(family.replace("<name>", word), family, kind, Optional.empty(), description);
	}

	/** The value without configuration. */
	Optional<T> initialValue() {
		return this.initial.flatMap((text) -> parsed(this.kind, text));
	}

	/** The same as data. */
	DriverProperty described() {
		return new DriverProperty(this.name, this.initial, this.kind.expected(), this.description);
	}

}
