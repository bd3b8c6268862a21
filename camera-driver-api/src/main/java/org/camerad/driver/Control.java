package org.camerad.driver;

import java.util.Set;

/**
 * A part of the camera that takes settings of one kind.
 *
 * @param <S> the settings, an immutable record
 */
public interface Control<S> {

	/**
	 * Puts the settings into effect: wholly, or not at all. Returning means that they are
	 * in effect, not that they were sent. Applying what is in effect already changes
	 * nothing that anybody can see (V7, I2).
	 * @throws CameraException REFUSED when the hardware will not take them: the former
	 * settings are still in effect; UNAVAILABLE when it does not answer
	 */
	void apply(S settings) throws CameraException;

	/**
	 * The settings of this kind that the hardware does not have (L7). {@link #apply}
	 * ignores their values. Constant while the camera is open.
	 */
	default Set<Setting> lacks() {
		return Set.of();
	}

}
