package org.camerad.camera;

import java.time.Duration;

import org.camerad.driver.CameraException;

/** The removal of the pictures on a camera's memory card by a factory reset. */
@FunctionalInterface
public interface CardEraser {

	/** Leaves all pictures on the card. */
	CardEraser NONE = (limit) -> true;

	/**
	 * Erases pictures, until none is left or a time has passed. Any thread.
	 * @return whether no picture is left, or there is no card
	 * @throws CameraException when the card cannot be read or written
	 */
	boolean erase(Duration limit) throws CameraException;

}
