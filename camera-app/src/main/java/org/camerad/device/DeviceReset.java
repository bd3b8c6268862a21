package org.camerad.device;

import org.camerad.cgi.AfterAnswer;

/**
 * The device forgets: published to whoever keeps something of its own.
 *
 * @param kind what has happened
 * @param afterAnswer takes what has to wait until the answer has gone out
 */
public record DeviceReset(Kind kind, AfterAnswer afterAnswer) {

	/** What makes a device forget. */
	public enum Kind {

		/** All that is not saved is gone. */
		REBOOT,

		/** All is gone but what the factory gave it. */
		FACTORY_RESET

	}

}
