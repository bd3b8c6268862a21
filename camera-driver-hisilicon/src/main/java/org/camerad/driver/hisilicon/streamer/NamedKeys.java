package org.camerad.driver.hisilicon.streamer;

import java.util.Map;
import java.util.TreeMap;

import org.camerad.driver.Change;
import org.camerad.driver.Setting;

/**
 * The keys and values that a change writes: those of the settings that it names. Keys
 * that the schema does not have are left out. Not thread-safe.
 */
final class NamedKeys<S> {

	private final ConfigSchema schema;

	private final Change<S> change;

	private final Map<String, String> values = new TreeMap<>();

	NamedKeys(ConfigSchema schema, Change<S> change) {
		this.schema = schema;
		this.change = change;
	}

	/**
	 * Adds a key if its setting is named. The hardware's own text comes before the value.
	 */
	void put(Setting setting, String key, String value) {
		if (this.change.names(setting) && this.schema.has(key)) {
			String own = this.change.own().get(setting);
			boolean writable = own != null && this.schema.key(key).filter((held) -> held.mayHold(own)).isPresent();
			this.values.put(key, writable ? own : value);
		}
	}

	/** Adds a key that a named setting depends on. */
	void putAlong(String key, String value) {
		if (this.schema.has(key)) {
			this.values.put(key, value);
		}
	}

	boolean isEmpty() {
		return this.values.isEmpty();
	}

	Map<String, String> values() {
		return this.values;
	}

}
