package org.camerad.driver.hisilicon.streamer;

import java.util.Optional;
import java.util.Set;

import org.camerad.driver.CameraException;

/** A check of the streamer's output, rather than of its stored settings. */
@FunctionalInterface
interface EffectCheck {

	/**
	 * A check for settings whose effect is not observable. The stored settings must
	 * suffice.
	 */
	EffectCheck UNOBSERVABLE = Optional::empty;

	/**
	 * Returns the difference between output and settings; empty if they agree.
	 * @throws CameraException UNAVAILABLE if the output cannot be read now
	 */
	Optional<String> mismatch() throws CameraException;

	/** Returns whether a change of these keys is observable. */
	default boolean observes(Set<String> changed) {
		return false;
	}

}
