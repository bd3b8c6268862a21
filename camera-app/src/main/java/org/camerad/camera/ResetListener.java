package org.camerad.camera;

import org.camerad.cgi.AfterResponse;

/** A listener for resets of a camera. */
@FunctionalInterface
public interface ResetListener {

	/** The kinds of reset. */
	enum Reset {

		/** Discards everything that is not saved. */
		REBOOT,

		/** Discards everything except the factory settings. */
		FACTORY_RESET

	}

	/**
	 * Discards the state that this reset ends.
	 * @param afterResponse accepts work that must wait until the response has been sent
	 */
	void onReset(Reset reset, AfterResponse afterResponse);

}
