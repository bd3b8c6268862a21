package org.camerad.driver;

import java.util.Set;

/**
 * A part of the camera that takes settings of one kind.
 *
 * @param <S> the type of the settings, an immutable record
 */
public interface Control<S> {

	/**
	 * Puts the settings into effect, wholly or not at all. On return they are in effect,
	 * not only sent. Applying the settings in effect changes nothing visible (V7, I2).
	 * @throws CameraException REFUSED if the hardware does not accept the settings: the
	 * former settings stay in effect; UNAVAILABLE if the hardware does not respond or the
	 * camera is closed: the settings in effect are unknown
	 */
	void apply(S settings) throws CameraException;

	/**
	 * Returns the settings that the hardware does not have (L7). {@link #apply} ignores
	 * their values. Constant while the camera is open.
	 */
	default Set<Setting> lacks() {
		return Set.of();
	}

}
