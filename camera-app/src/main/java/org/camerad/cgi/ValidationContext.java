package org.camerad.cgi;

import java.util.HashMap;
import java.util.Map;

import org.camerad.driver.Camera;
import org.jspecify.annotations.Nullable;

/**
 * A table being walked: what the query passes, what was kept from before, and what has
 * been decided so far. Each row sees what was decided before it. One thread.
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

	/** Returns the value of a row above. */
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

	/** The open camera, for what it offers; null while there is none. */
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
