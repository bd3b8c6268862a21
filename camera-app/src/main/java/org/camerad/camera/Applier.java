package org.camerad.camera;

import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Values;
import org.camerad.driver.CameraException;

/** Puts validated values into effect: wholly, or not at all. */
@FunctionalInterface
public interface Applier {

	/**
	 * Puts the values into effect. Called again with the former values when the new ones
	 * could not be saved.
	 * @throws ParameterException when the interface itself refuses them
	 */
	void apply(Values values) throws CameraException;

}
