package org.camerad.driver.hisilicon.ptz;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;

/** A PTZ head that belongs to a board. */
public interface BoardPtz extends Ptz, AutoCloseable {

	/**
	 * Clears all presets, as a factory reset requires.
	 * @throws CameraException UNAVAILABLE if the change cannot be stored
	 */
	void clearPresets() throws CameraException;

	/** Returns the status of the head for health reports. */
	PartStatus status();

	/** Stops the head and releases its port or motors. */
	@Override
	void close();

}
