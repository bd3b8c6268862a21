package org.camerad.hosting;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;

/**
 * The driver of one camera of several, if it is not installed: it opens nothing.
 *
 * @param name the name of the driver that is wanted
 * @param problem what is wrong, with the key of the camera
 */
record MissingDriver(String name, String problem) implements DriverSPI {

	@Override
	public boolean detects() {
		return false;
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		throw CameraException.refused(this.problem);
	}

}
