package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.util.Optional;

import org.camerad.driver.PtzMotion;

/**
 * One kind of motors. Axes that it does not have are ignored. Calls may come at the same
 * time.
 */
interface Motors extends AutoCloseable {

	/** Moves like this until told otherwise; returns when the motion has begun. */
	void move(PtzMotion motion) throws IOException;

	/** Stops all axes. */
	void stop() throws IOException;

	/** Where they stand; empty for those that cannot tell. */
	Optional<PanTiltSteps> position() throws IOException;

	/**
	 * Moves to a place that {@link #position} told; returns when the motion has begun.
	 */
	void goTo(PanTiltSteps target) throws IOException;

	/** Stops them and gives them back. */
	@Override
	void close() throws IOException;

}
