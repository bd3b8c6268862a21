package org.camerad.driver.simulation;

import java.time.Duration;

/** A wait that a fault asks for. */
@FunctionalInterface
public interface Delay {

	/**
	 * Returns the remaining time: zero when it is over, cleared or the camera is closed.
	 */
	Duration left();

}
