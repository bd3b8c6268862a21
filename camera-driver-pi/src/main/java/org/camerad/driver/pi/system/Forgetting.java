package org.camerad.driver.pi.system;

import org.camerad.driver.CameraException;

/** What hardware forgets at a factory reset. */
@FunctionalInterface
public interface Forgetting {

	/** Forgets it. */
	void forget() throws CameraException;

}
