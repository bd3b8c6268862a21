package org.camerad.driver.support.publish;

import org.camerad.driver.CameraException;

/** A check whether a subscriber can be served now. */
@FunctionalInterface
public interface AdmissionCheck {

	/**
	 * Checks, without waiting.
	 * @throws CameraException if the subscription must end with this reason
	 */
	void check() throws CameraException;

}
