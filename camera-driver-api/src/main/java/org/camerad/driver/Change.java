package org.camerad.driver;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A change of a part's settings. Only the named settings are written to the hardware; all
 * others stay there as they are, even if they differ from the record. Immutable.
 *
 * @param settings all settings of the part
 * @param named the settings to write; empty if the hardware has the settings already and
 * the driver only has to know them
 * @param requested the settings that a client has ever set, a superset of {@code named}
 * unless a value of the hardware is restored. A driver must not act on others, for
 * example by changing them at night
 * @param own the hardware's own values of named settings, as {@link Current#outside()}
 * told them; they are written instead of the record's
 * @param <S> the type of the settings
 */
public record Change<S>(S settings, Set<Setting> named, Set<Setting> requested, Map<Setting, String> own) {

	/** Creates a change. */
	public Change {
		named = Set.copyOf(named);
		requested = Set.copyOf(requested);
		own = Map.copyOf(own);
	}

	/** Returns a change that names all settings. */
	public static <S> Change<S> all(S settings) {
		Set<Setting> all = EnumSet.allOf(Setting.class);
		return new Change<>(settings, all, all, Map.of());
	}

	/** Returns a change that names some settings, all of which were requested. */
	public static <S> Change<S> of(S settings, Set<Setting> named) {
		return new Change<>(settings, named, named, Map.of());
	}

	/** Returns whether a setting is to be written. */
	public boolean names(Setting setting) {
		return this.named.contains(setting);
	}

}
