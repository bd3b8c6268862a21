package org.camerad.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The durable state of a camera, in the contract's words.
 *
 * @param settings the groups that were ever set, by name: parameter to text
 * @param users the users; empty before the first start
 * @param presets the numbers of the added presets
 * @param origins the origins of groups whose values the hardware tells, by name
 */
public record DeviceState(Map<String, Map<String, String>> settings, List<StoredUser> users, SortedSet<Integer> presets,
		Map<String, Origin> origins) {

	/** The factory state. */
	public static final DeviceState FACTORY = new DeviceState(Map.of(), List.of(), new TreeSet<>(), Map.of());

	public DeviceState {
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
		users = List.copyOf(users);
		presets = Collections.unmodifiableSortedSet(new TreeSet<>(presets));
		origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
	}

	/**
	 * Returns this state with one group's texts replaced. Texts of unknown parameters
	 * stay.
	 */
	public DeviceState withSettings(String group, Map<String, String> texts) {
		Map<String, Map<String, String>> changed = new LinkedHashMap<>(this.settings);
		Map<String, String> merged = new LinkedHashMap<>(changed.getOrDefault(group, Map.of()));
		merged.putAll(texts);
		changed.put(group, Collections.unmodifiableMap(merged));
		return new DeviceState(changed, this.users, this.presets, this.origins);
	}

	public DeviceState withUsers(List<StoredUser> changed) {
		return new DeviceState(this.settings, changed, this.presets, this.origins);
	}

	public DeviceState withPresets(SortedSet<Integer> changed) {
		return new DeviceState(this.settings, this.users, changed, this.origins);
	}

	/** Returns this state with the origin of one group replaced. */
	public DeviceState withOrigin(String group, Origin origin) {
		Map<String, Origin> changed = new LinkedHashMap<>(this.origins);
		changed.put(group, origin);
		return new DeviceState(this.settings, this.users, this.presets, changed);
	}

}
