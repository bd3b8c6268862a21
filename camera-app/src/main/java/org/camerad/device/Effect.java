package org.camerad.device;

import org.camerad.cgi.CgiFault;
import org.camerad.cgi.Values;
import org.camerad.driver.CameraException;

/** How decided values take effect: wholly, or not at all. */
@FunctionalInterface
public interface Effect {

	/**
	 * Puts the values into effect. Called again with the former values when the new ones
	 * could not be saved.
	 * @throws CgiFault when the interface itself refuses them
	 */
	void apply(Values values) throws CameraException;

}
