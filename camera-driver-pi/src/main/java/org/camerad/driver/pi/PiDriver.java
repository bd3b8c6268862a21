package org.camerad.driver.pi;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;

/**
 * The place of the driver for a Raspberry Pi with its camera module and a Pelco-D head.
 * The driver itself is not part of this build: this one detects nothing, and says so when
 * it is chosen by name.
 */
public final class PiDriver implements DriverSPI {

	@Override
	public String name() {
		return "pi";
	}

	@Override
	public boolean detects() {
		return false;
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		throw CameraException.refused("camera.driver: the Raspberry Pi driver is not part of this build yet");
	}

}
