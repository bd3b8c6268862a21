package org.camerad.driver.simulation;

import java.time.Duration;

/** The wait that a fault injects. Implementations are thread-safe. */
@FunctionalInterface
public interface Delay {

	/**
	 * Returns the remaining time; zero if it has passed, the fault is cleared or the
	 * camera is closed.
	 */
	Duration left();

}
