package org.camerad.settings;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.camerad.driver.Setting;

/**
 * The origin of a group's values on hardware that tells its settings. Immutable.
 *
 * @param found the values at the first start, by parameter; empty if they are not known
 * @param foundOwn the hardware's own texts of found values outside the contract, by
 * setting
 * @param own the hardware's own texts of values in effect outside the contract, by
 * setting
 * @param requested the names of the settings that a client has ever set
 * @param unapplied whether the values in effect still have to be written to the hardware,
 * after a factory reset
 */
public record Origin(Map<String, String> found, Map<Setting, String> foundOwn, Map<Setting, String> own,
		Set<Setting> requested, boolean unapplied) {

	/** Creates an origin. */
	public Origin {
		found = Map.copyOf(new TreeMap<>(found));
		foundOwn = Map.copyOf(foundOwn);
		own = Map.copyOf(own);
		requested = Set.copyOf(requested);
	}

	/** Returns the origin of values that were found on the hardware. */
	static Origin found(Map<String, String> texts, Map<Setting, String> own) {
		return new Origin(texts, own, own, Set.of(), false);
	}

	/**
	 * Returns the origin of values that clients have set, before the hardware was read.
	 */
	static Origin requested(Set<Setting> all) {
		return new Origin(Map.of(), Map.of(), Map.of(), all, false);
	}

	/** Returns this origin after a client has set some settings. */
	Origin withRequested(Collection<Setting> settings) {
		Map<Setting, String> kept = new LinkedHashMap<>(this.own);
		kept.keySet().removeAll(settings);
		Set<Setting> all = copy(this.requested);
		all.addAll(settings);
		return new Origin(this.found, this.foundOwn, kept, all, this.unapplied);
	}

	/** Returns this origin after values of the hardware were adopted. */
	Origin withAdopted(Collection<Setting> settings, Map<Setting, String> outside) {
		Set<Setting> kept = copy(this.requested);
		kept.removeAll(settings);
		return new Origin(this.found, this.foundOwn, outside, kept, this.unapplied);
	}

	/** Returns this origin after all values were written. */
	Origin withApplied() {
		return new Origin(this.found, this.foundOwn, this.own, this.requested, false);
	}

	/** Returns the origin after a factory reset to the found values. */
	Origin withFoundRestored() {
		return new Origin(this.found, this.foundOwn, this.foundOwn, this.requested, true);
	}

	/** Returns the origin after a factory reset to the factory values. */
	Origin withFactoryRestored(Set<Setting> all) {
		return new Origin(this.found, this.foundOwn, Map.of(), all, true);
	}

	private static Set<Setting> copy(Set<Setting> settings) {
		Set<Setting> copy = EnumSet.noneOf(Setting.class);
		copy.addAll(settings);
		return copy;
	}

}
