package org.camerad.driver.support.properties;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;

/** The values of a driver's properties. Immutable. */
public final class PropertyValues {

	private final String prefix;

	private final Map<Property<?>, Object> configured;

	PropertyValues(String prefix, Map<Property<?>, Object> configured) {
		this.prefix = prefix;
		this.configured = Map.copyOf(configured);
	}

	/**
	 * The configured value, or the initial one.
	 * @throws java.util.NoSuchElementException when the property has neither
	 */
	public <T> T get(Property<T> property) {
		return find(property).orElseThrow();
	}

	/** The configured value, or the initial one; empty when the property has neither. */
	@SuppressWarnings("unchecked") // read by the property's own parser
	public <T> Optional<T> find(Property<T> property) {
		return Optional.ofNullable((T) this.configured.get(property)).or(property::initialValue);
	}

	/** Returns whether a property is configured. */
	public boolean isConfigured(Property<?> property) {
		return this.configured.containsKey(property);
	}

	/**
	 * Checks that properties are configured only where they have an effect.
	 * @param effective whether they have one
	 * @param needed a setting that would give them one, such as {@code board=local}
	 * @throws CameraException REFUSED when one is configured without effect
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
	 * Creates the exception for a value that does not go with the others.
	 * @param problem the problem, without the value
	 */
	public CameraException wrong(Property<?> property, String problem) {
		return CameraException.refused(this.prefix + property.name() + ": " + problem);
	}

}
