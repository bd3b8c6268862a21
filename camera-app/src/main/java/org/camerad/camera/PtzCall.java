package org.camerad.camera;

import org.camerad.driver.CameraException;
import org.camerad.driver.Ptz;

/** A call on the PTZ head. */
@FunctionalInterface
public interface PtzCall {

	void run(Ptz head) throws CameraException;

}
