package org.camerad.driver.sim.fault;

/** The time of the scene whose script asks for faults. */
public interface SceneClock {

	/** Milliseconds since the round began. */
	long millisIntoLoop();

	/** A round's milliseconds. */
	long loopMillis();

}
