package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.util.Optional;

import org.camerad.driver.PtzMotion;

/**
 * The motors of one kind. Axes that they do not have are ignored. Threads: any, at the
 * same time.
 */
interface Motors extends AutoCloseable {

	/**
	 * Moves until the next call; returns when the motion has started.
	 * @throws IOException if the motors fail
	 */
	void move(PtzMotion motion) throws IOException;

	/**
	 * Stops all axes.
	 * @throws IOException if the motors fail
	 */
	void stop() throws IOException;

	/**
	 * Returns the position; empty for motors that do not report one.
	 * @throws IOException if the motors fail
	 */
	Optional<PanTiltSteps> position() throws IOException;

	/**
	 * Moves to a position that {@link #position} returned; returns when the motion has
	 * started.
	 * @throws IOException if the motors fail
	 */
	void goTo(PanTiltSteps target) throws IOException;

	/** Stops the motors and releases them. */
	@Override
	void close() throws IOException;

}
