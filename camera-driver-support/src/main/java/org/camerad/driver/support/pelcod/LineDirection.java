package org.camerad.driver.support.pelcod;

import java.io.IOException;

/** The direction switch of a two-wire RS-485 line, for example a GPIO line. */
@FunctionalInterface
public interface LineDirection {

	/**
	 * Switches the direction.
	 * @param sending true before bytes are sent, false after the last one is sent
	 * @throws IOException if the direction cannot be switched
	 */
	void switchTo(boolean sending) throws IOException;

}
