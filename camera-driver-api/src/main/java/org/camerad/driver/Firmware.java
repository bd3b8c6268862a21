package org.camerad.driver;

import java.nio.file.Path;

/** The firmware updater of the hardware (contract 3.20). */
public interface Firmware {

	/**
	 * Passes an archive to the updater and returns when the updater has accepted it. The
	 * updater reboots the camera when it is done. The application has verified the origin
	 * of the archive; the updater checks its type and whether it fits the hardware.
	 * @param archive a file of the application, readable until this method returns
	 * @throws CameraException REFUSED if the archive does not fit this hardware or there
	 * is not enough space to install it, and nothing has changed (F1); UNAVAILABLE if the
	 * updater is missing or does not respond, or the camera is closed
	 */
	void install(Path archive) throws CameraException;

}
