package org.camerad.camera;

import org.camerad.cgi.ParameterException;
import org.camerad.driver.CameraException;

/** An action that puts validated values into effect, wholly or not at all. */
@FunctionalInterface
public interface Applier {

	/**
	 * Puts the values into effect. It is called again with the former values if the new
	 * ones cannot be saved.
	 * @throws ParameterException when the interface itself refuses the values
	 */
	void apply(Decision decision) throws CameraException;

}
