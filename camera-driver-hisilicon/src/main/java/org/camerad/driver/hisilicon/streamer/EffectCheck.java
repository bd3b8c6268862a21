package org.camerad.driver.hisilicon.streamer;

import java.util.Optional;
import java.util.Set;

import org.camerad.driver.CameraException;

/** Looks at what the streamer does rather than at what it says. */
@FunctionalInterface
interface EffectCheck {

	/** What cannot be seen from outside: the settings that it holds must do. */
	EffectCheck UNOBSERVABLE = Optional::empty;

	/**
	 * What is not as it should be, empty when nothing is.
	 * @throws CameraException UNAVAILABLE when that cannot be seen now
	 */
	Optional<String> mismatch() throws CameraException;

	/** Whether a change of these keys would be seen. */
	default boolean observes(Set<String> changed) {
		return false;
	}

}
