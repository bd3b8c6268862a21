package org.camerad.driver.sim.fault;

/** The time of a looped scene, which schedules the faults of the scene. */
public interface SceneClock {

	/** Returns the milliseconds since the loop began. */
	long millisIntoLoop();

	/** Returns the length of the loop in milliseconds. */
	long loopMillis();

}
