package org.camerad.driver.pi.system;

import org.camerad.driver.CameraException;

/**
 * An action of hardware at a factory reset, such as clearing stored presets.
 */
@FunctionalInterface
public interface FactoryResetAction {

	/**
	 * Runs the action.
	 * @throws CameraException UNAVAILABLE if the hardware does not respond
	 */
	void run() throws CameraException;

}
