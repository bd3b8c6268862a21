package org.camerad.driver.support.pelcod;

import java.io.IOException;

/** Switches a two-wire RS-485 line between sending and receiving, say through a GPIO. */
@FunctionalInterface
public interface LineDirection {

	/**
	 * Switches the line.
	 * @param sending true before bytes go out, false when the last one is out
	 */
	void switchTo(boolean sending) throws IOException;

}
