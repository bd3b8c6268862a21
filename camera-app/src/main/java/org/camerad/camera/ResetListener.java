package org.camerad.camera;

import org.camerad.cgi.AfterResponse;

/** A part of a camera that forgets something when the camera is reset. */
@FunctionalInterface
public interface ResetListener {

	/** The ways in which a camera is reset. */
	enum Reset {

		/** All that is not saved is gone. */
		REBOOT,

		/** All is gone except for what the factory gave. */
		FACTORY_RESET

	}

	/**
	 * Forgets.
	 * @param afterResponse takes work that has to wait until the response has gone out
	 */
	void onReset(Reset reset, AfterResponse afterResponse);

}
