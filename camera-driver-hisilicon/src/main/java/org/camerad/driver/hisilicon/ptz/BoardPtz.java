package org.camerad.driver.hisilicon.ptz;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;

/** A head as the driver keeps it. */
public interface BoardPtz extends Ptz, AutoCloseable {

	/**
	 * Forgets all presets, as a factory reset does.
	 * @throws CameraException UNAVAILABLE when that cannot be kept
	 */
	void clearPresets() throws CameraException;

	/** How the head is, for health reports. */
	PartStatus status();

	/** Stops the head and gives it back. */
	@Override
	void close();

}
