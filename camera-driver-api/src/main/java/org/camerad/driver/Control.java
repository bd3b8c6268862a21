package org.camerad.driver;

import java.util.Optional;
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
	 * Writes the named settings to the hardware and leaves all others there as they are
	 * (L11). A part that returns {@link #current} overrides this method. The default
	 * implementation applies all settings, which is right for a part whose settings exist
	 * in this process only.
	 * @throws CameraException as {@link #apply} throws it
	 */
	default void change(Change<S> change) throws CameraException {
		apply(change.settings());
	}

	/**
	 * Returns the settings in the stored configuration of the hardware (L10); empty if
	 * the hardware keeps none of them, so that the application applies all of them.
	 * Changes nothing (L12). Called every two seconds.
	 * @param known the settings that the application knows. A value that the hardware
	 * holds as exactly as its scale permits is returned as it is here
	 * @throws CameraException UNAVAILABLE if the hardware does not respond or the camera
	 * is closed
	 */
	default Optional<Current<S>> current(S known) throws CameraException {
		return Optional.empty();
	}

	/**
	 * Returns the settings that the hardware does not have (L7). {@link #apply} ignores
	 * their values. Constant while the camera is open.
	 */
	default Set<Setting> lacks() {
		return Set.of();
	}

}
