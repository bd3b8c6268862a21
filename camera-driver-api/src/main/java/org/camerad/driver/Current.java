package org.camerad.driver;

import java.util.Map;
import java.util.Set;

/**
 * The settings in the stored configuration of the hardware. Immutable.
 *
 * @param settings the settings; a value that the record cannot hold is the nearest that
 * it can
 * @param unknown the settings that the hardware cannot tell; their values in the record
 * have no meaning
 * @param lost the settings that differ from those applied last because the hardware lost
 * them at its own restart; the application applies them again. Every other difference is
 * a change by somebody else
 * @param outside the hardware's own text of each value that the record or
 * {@link VideoStream#modes() the modes} cannot hold, such as {@code 2592x1520}
 * @param <S> the type of the settings
 */
public record Current<S>(S settings, Set<Setting> unknown, Set<Setting> lost, Map<Setting, String> outside) {

	/** Creates settings. */
	public Current {
		unknown = Set.copyOf(unknown);
		lost = Set.copyOf(lost);
		outside = Map.copyOf(outside);
	}

	/** Returns settings that the hardware tells completely and exactly. */
	public static <S> Current<S> of(S settings) {
		return new Current<>(settings, Set.of(), Set.of(), Map.of());
	}

}
