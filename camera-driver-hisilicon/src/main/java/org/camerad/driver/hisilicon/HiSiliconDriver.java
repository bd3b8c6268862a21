package org.camerad.driver.hisilicon;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;

/**
 * The place of the driver for a HiSilicon board, or a streamer on one. The driver itself
 * is not part of this build: this one detects nothing, and says so when it is chosen by
 * name.
 */
public final class HiSiliconDriver implements DriverSPI {

	@Override
	public String name() {
		return "hisilicon";
	}

	@Override
	public boolean detects() {
		return false;
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		throw CameraException.refused("camera.driver: the HiSilicon driver is not part of this build yet");
	}

}
