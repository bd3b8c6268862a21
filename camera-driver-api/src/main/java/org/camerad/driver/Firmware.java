package org.camerad.driver;

import java.nio.file.Path;

/** The hardware's own way to replace its firmware (contract 3.20). */
public interface Firmware {

	/**
	 * Hands an archive to the hardware's updater and returns once the updater has taken
	 * it over; it reboots the camera when it is through. The application has verified
	 * where the archive comes from; what kind of archive it is and whether it fits this
	 * hardware is for the updater to say.
	 * @param archive a file of the application's, readable until this returns
	 * @throws CameraException REFUSED when the archive is not one for this hardware, or
	 * there is no room to install it: nothing has changed (F1); UNAVAILABLE when the
	 * updater is missing or does not answer
	 */
	void install(Path archive) throws CameraException;

}
