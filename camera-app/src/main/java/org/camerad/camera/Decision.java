package org.camerad.camera;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.camerad.cgi.Values;
import org.camerad.driver.Change;
import org.camerad.driver.Setting;
import org.camerad.settings.SettingsGroup;

/**
 * Values that were decided for a group, and those of its settings that are to be written
 * to the hardware. Immutable.
 *
 * @param values all values of the group
 * @param named the settings to write
 * @param requested the settings that clients have ever set
 * @param own the hardware's own texts of named settings, to be written instead
 */
public record Decision(Values values, Set<Setting> named, Set<Setting> requested, Map<Setting, String> own) {

	/** Returns a decision that names all settings of a group. */
	static Decision all(SettingsGroup<?> group, Values values) {
		Set<Setting> all = group.table().settings();
		return new Decision(values, all, all, Map.of());
	}

	<S> Change<S> change(SettingsGroup<S> group) {
		return new Change<>(group.build().apply(this.values), this.named, this.requested, this.own);
	}

	/** Returns the union of two sets. */
	static Set<Setting> union(Set<Setting> one, Set<Setting> other) {
		Set<Setting> union = EnumSet.noneOf(Setting.class);
		union.addAll(one);
		union.addAll(other);
		return union;
	}

	/** Returns the elements of one set that are not in another. */
	static Set<Setting> without(Set<Setting> one, Set<Setting> other) {
		Set<Setting> rest = union(one, Set.of());
		rest.removeAll(other);
		return rest;
	}

	/** Returns the elements of one set that are also in another. */
	static Set<Setting> common(Set<Setting> one, Set<Setting> other) {
		Set<Setting> common = union(one, Set.of());
		common.retainAll(other);
		return common;
	}

}
