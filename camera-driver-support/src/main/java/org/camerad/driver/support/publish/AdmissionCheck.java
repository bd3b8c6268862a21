package org.camerad.driver.support.publish;

import org.camerad.driver.CameraException;

/** A check whether a subscriber can be served now. Thread-safe. */
@FunctionalInterface
public interface AdmissionCheck {

	/**
	 * Checks without blocking.
	 * @throws CameraException if the subscription must end with this reason
	 */
	void check() throws CameraException;

}
