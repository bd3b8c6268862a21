package org.camerad.camera;

import org.camerad.driver.CameraException;

/**
 * A call on a part of the camera.
 *
 * @param <T> its result
 */
@FunctionalInterface
public interface CameraCall<T> {

	T run() throws CameraException;

}
