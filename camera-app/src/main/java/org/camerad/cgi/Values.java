package org.camerad.cgi;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The values of a table's parameters. Immutable. */
public final class Values {

	/** No values at all. */
	public static final Values NONE = new Values(Map.of());

	private final Map<Parameter<?>, Object> values;

	private Values(Map<Parameter<?>, Object> values) {
		this.values = values;
	}

	static Values of(Map<Parameter<?>, Object> values) {
		return new Values(Map.copyOf(values));
	}

	/**
	 * Returns the value of a parameter.
	 * @throws IllegalStateException when it has none
	 */
	public <V> V get(Parameter<V> parameter) {
		V value = find(parameter);
		if (value == null) {
			throw new IllegalStateException("no value for " + parameter.name());
		}
		return value;
	}

	/** Returns the value of a parameter, null if it has none. */
	@SuppressWarnings("unchecked")
	public <V> @Nullable V find(Parameter<V> parameter) {
		return (V) this.values.get(parameter);
	}

	/** Returns these values with one replaced. */
	public <V> Values with(Parameter<V> parameter, V value) {
		Map<Parameter<?>, Object> changed = new HashMap<>(this.values);
		changed.put(parameter, value);
		return of(changed);
	}

	/** Returns these values, with those replaced that the others have as well. */
	public Values withAll(Values others) {
		Map<Parameter<?>, Object> changed = new HashMap<>(this.values);
		changed.replaceAll((parameter, value) -> others.values.getOrDefault(parameter, value));
		return of(changed);
	}

	/** Returns these values and others, which take precedence. */
	public Values and(Values others) {
		Map<Parameter<?>, Object> all = new HashMap<>(this.values);
		all.putAll(others.values);
		return of(all);
	}

	/** Returns a single value. */
	public static <V> Values of(Parameter<V> parameter, V value) {
		return of(Map.of(parameter, value));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Values that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

}
