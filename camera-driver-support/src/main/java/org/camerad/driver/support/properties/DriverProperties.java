package org.camerad.driver.support.properties;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverProperty;

/** The table of all properties of a driver. Immutable and thread-safe. */
public final class DriverProperties {

	private final String prefix;

	private final Map<String, Property<?>> properties = new LinkedHashMap<>();

	/**
	 * Creates the table.
	 * @param driver the name of the driver
	 * @param groups the properties in the order of the documentation
	 * @throws IllegalArgumentException if two properties have the same name
	 */
	@SafeVarargs
	public DriverProperties(String driver, List<? extends Property<?>>... groups) {
		this.prefix = "camera." + driver + ".";
		for (List<? extends Property<?>> group : groups) {
			group.forEach(this::add);
		}
	}

	private void add(Property<?> property) {
		if (this.properties.put(property.name(), property) != null) {
			throw new IllegalArgumentException(property.name() + " is declared twice");
		}
	}

	/**
	 * Returns the descriptions of the properties, for
	 * {@link org.camerad.driver.DriverSPI#properties()}.
	 */
	public List<DriverProperty> described() {
		return declared().stream().map(Property::described).toList();
	}

	/** Returns the properties in the order of declaration. */
	Collection<Property<?>> declared() {
		return this.properties.values();
	}

	/** Returns the prefix of each property name: {@code camera.<driver>.}. */
	String prefix() {
		return this.prefix;
	}

	/**
	 * Parses a driver's configuration. A blank value is the same as no value. Messages
	 * name the property and never quote its value.
	 * @param configured the texts by name, as in {@code DriverContext.properties()}
	 * @return the values
	 * @throws CameraException REFUSED if a name is not in the table or a value is not
	 * accepted
	 */
	public PropertyValues read(Map<String, String> configured) throws CameraException {
		Map<Property<?>, Object> values = new HashMap<>();
		for (Map.Entry<String, String> each : new TreeMap<>(configured).entrySet()) {
			Property<?> property = this.properties.get(each.getKey());
			if (property == null) {
				throw unknown(each.getKey());
			}
			String text = each.getValue().strip();
			if (!text.isEmpty()) {
				values.put(property, value(property, text));
			}
		}
		return new PropertyValues(this.prefix, values);
	}

	private Object value(Property<?> property, String text) throws CameraException {
		Optional<?> value;
		try {
			value = property.kind().parser().parse(text);
		}
		catch (CameraException ex) {
			throw CameraException.refused(this.prefix + property.name() + ": " + ex.getMessage());
		}
		if (value.isEmpty()) {
			throw CameraException.refused(this.prefix + property.name() + ": must be " + property.kind().expected());
		}
		return value.get();
	}

	private CameraException unknown(String name) {
		String nearest = NearestName.of(name, this.properties.keySet())
			.map((key) -> "; did you mean " + this.prefix + key + "?")
			.orElse("");
		return CameraException.refused(this.prefix + name + ": there is no such property" + nearest);
	}

}
