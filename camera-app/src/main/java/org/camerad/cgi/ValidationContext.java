package org.camerad.cgi;

import java.util.HashMap;
import java.util.Map;

import org.camerad.driver.Camera;
import org.jspecify.annotations.Nullable;

/**
 * The state of validating one request against a table: the passed values, the former
 * values, and the values decided so far. Each row sees those decided before it. One
 * thread.
 */
public final class ValidationContext {

	private final CgiQuery query;

	private final Values kept;

	private final @Nullable Camera camera;

	private final Map<Parameter<?>, Object> decided = new HashMap<>();

	ValidationContext(CgiQuery query, Values kept, @Nullable Camera camera) {
		this.query = query;
		this.kept = kept;
		this.camera = camera;
	}

	/** Returns whether the query passes the parameter. */
	public boolean passes(Parameter<?> parameter) {
		return passes(parameter.name());
	}

	/** Returns whether the query passes a parameter of that name. */
	public boolean passes(String name) {
		return this.query.has(name);
	}

	/**
	 * Returns the value of a row above.
	 * @throws IllegalStateException when the row has no value
	 */
	@SuppressWarnings("unchecked")
	public <V> V get(Parameter<V> parameter) {
		Object value = this.decided.get(parameter);
		if (value == null) {
			throw new IllegalStateException(parameter.name() + " has not been decided yet");
		}
		return (V) value;
	}

	/** Returns the value of a row above, null for one that was not passed. */
	@SuppressWarnings("unchecked")
	public <V> @Nullable V find(Parameter<V> parameter) {
		return (V) this.decided.get(parameter);
	}

	/**
	 * Returns the open camera, whose capabilities limit the values; null while none is
	 * open.
	 */
	public @Nullable Camera camera() {
		return this.camera;
	}

	@Nullable String passed(Parameter<?> parameter) {
		return parameter.isExact() ? this.query.exact(parameter.name()) : this.query.get(parameter.name());
	}

	Values kept() {
		return this.kept;
	}

	void put(Parameter<?> parameter, Object value) {
		this.decided.put(parameter, value);
	}

	Values values() {
		return Values.of(this.decided);
	}

}
