package org.camerad.driver.pi.system;

import org.camerad.driver.CameraException;

/** What hardware forgets at a factory reset. */
@FunctionalInterface
public interface FactoryResetAction {

	/** Forgets it. */
	void run() throws CameraException;

}
