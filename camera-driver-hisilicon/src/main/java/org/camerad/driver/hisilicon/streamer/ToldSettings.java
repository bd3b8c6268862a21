package org.camerad.driver.hisilicon.streamer;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.camerad.driver.CameraException;
import org.camerad.driver.Current;
import org.camerad.driver.Setting;

/**
 * A collector of the settings that the streamer's configuration tells. A key that the
 * configuration leaves out has the default of the schema.
 */
final class ToldSettings {

	private static final int MAX_OWN_TEXT = 1000;

	private final StreamerConfig config;

	private final ConfigSchema schema;

	private final Set<String> lostKeys;

	private final Set<Setting> unknown = EnumSet.noneOf(Setting.class);

	private final Set<Setting> lost = EnumSet.noneOf(Setting.class);

	private final Map<Setting, String> outside = new EnumMap<>(Setting.class);

	/** Reads the configuration. */
	ToldSettings(Streamer streamer) throws CameraException {
		this(streamer.latest(), streamer.schema(), streamer.stored().lost());
	}

	/**
	 * Collects from a configuration.
	 * @param lostKeys the keys whose values the streamer has lost
	 */
	ToldSettings(StreamerConfig config, ConfigSchema schema, Set<String> lostKeys) {
		this.config = config;
		this.schema = schema;
		this.lostKeys = lostKeys;
	}

	/** Returns the text of a key; empty if neither configuration nor schema have one. */
	Optional<String> text(String key) {
		return this.config.find(key).or(() -> this.schema.key(key).flatMap(SchemaKey::textDefault));
	}

	/**
	 * Returns the value of a setting that one key holds.
	 * @param known the value that the application knows; returned if the key holds
	 * exactly what would be written for it
	 * @param write converts a value to the key's text
	 * @param read converts the key's text to the nearest value; empty if it has none
	 */
	<V> V tell(Setting setting, String key, V known, Function<V, String> write, Function<String, Optional<V>> read) {
		markLost(setting, key);
		Optional<String> held = text(key);
		if (held.isEmpty()) {
			markUnknown(setting);
			return known;
		}
		return nearest(setting, held.get(), known, write, read);
	}

	private <V> V nearest(Setting setting, String held, V known, Function<V, String> write,
			Function<String, Optional<V>> read) {
		if (StreamerConfig.isSame(held, write.apply(known))) {
			return known;
		}
		V told = read.apply(held).orElse(known);
		if (!StreamerConfig.isSame(held, write.apply(told))) {
			markOutside(setting, held);
		}
		return told;
	}

	/** Returns a switch. */
	boolean tellFlag(Setting setting, String key, boolean known) {
		return tell(setting, key, known, String::valueOf,
				(text) -> Optional.of(text).filter((word) -> word.matches("true|false")).map(Boolean::valueOf));
	}

	/** Notes that a setting is among those lost if its key is. */
	void markLost(Setting setting, String key) {
		if (this.lostKeys.contains(key)) {
			this.lost.add(setting);
		}
	}

	void markUnknown(Setting setting) {
		this.unknown.add(setting);
	}

	/** Notes a value outside the contract. A text that is too long is not kept. */
	void markOutside(Setting setting, String text) {
		if (text.length() <= MAX_OWN_TEXT) {
			this.outside.put(setting, text);
		}
	}

	void forgetOutside(Setting setting) {
		this.outside.remove(setting);
	}

	/** Returns whether the configuration holds all of these values. */
	boolean holds(Map<String, String> values) {
		return values.entrySet()
			.stream()
			.allMatch((value) -> text(value.getKey()).filter((held) -> StreamerConfig.isSame(held, value.getValue()))
				.isPresent());
	}

	<S> Current<S> current(S settings) {
		return new Current<>(settings, this.unknown, this.lost, this.outside);
	}

}
