package org.camerad.driver.support.properties;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;

/** The values of a driver's properties. Immutable and thread-safe. */
public final class PropertyValues {

	private final String prefix;

	private final Map<Property<?>, Object> configured;

	PropertyValues(String prefix, Map<Property<?>, Object> configured) {
		this.prefix = prefix;
		this.configured = Map.copyOf(configured);
	}

	/**
	 * Returns the configured value or the default value.
	 * @throws java.util.NoSuchElementException if the property has neither
	 */
	public <T> T get(Property<T> property) {
		return find(property).orElseThrow();
	}

	/**
	 * Returns the configured value or the default value; empty if the property has
	 * neither.
	 */
	@SuppressWarnings("unchecked") // Parsed by the property's own parser.
	public <T> Optional<T> find(Property<T> property) {
		return Optional.ofNullable((T) this.configured.get(property)).or(property::initialValue);
	}

	/** Returns whether a property is configured. */
	public boolean isConfigured(Property<?> property) {
		return this.configured.containsKey(property);
	}

	/**
	 * Checks that properties are configured only if they have an effect.
	 * @param effective whether the properties have an effect
	 * @param needed the setting that would give them an effect, such as {@code
	 * board=local}
	 * @param properties the properties
	 * @throws CameraException REFUSED if a property is configured without effect
	 */
	public void requireEffect(boolean effective, String needed, Collection<? extends Property<?>> properties)
			throws CameraException {
		for (Property<?> property : properties) {
			if (!effective && isConfigured(property)) {
				throw wrong(property, "has no effect without " + this.prefix + needed);
			}
		}
	}

	/**
	 * Returns a REFUSED exception for a value that conflicts with another value.
	 * @param property the property, which the message names
	 * @param problem the problem, without the value
	 */
	public CameraException wrong(Property<?> property, String problem) {
		return CameraException.refused(this.prefix + property.name() + ": " + problem);
	}

}
