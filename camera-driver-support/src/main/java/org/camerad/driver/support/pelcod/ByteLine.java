package org.camerad.driver.support.pelcod;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * A line that carries bytes: a serial port, a socket to a terminal server. One thread
 * writes and reads; {@link #close()} may come from another and ends what that one waits
 * for.
 */
public interface ByteLine extends Closeable {

	/**
	 * Sends bytes. Returns when they have been handed to the line, within two seconds.
	 * @throws IOException when the line is gone, or does not take them in time
	 */
	void write(byte[] bytes) throws IOException;

	/**
	 * Takes bytes that have come in, waiting for the first of them. Called once a second,
	 * too, while nobody sends or asks, so that a line that is gone is missed.
	 * @param timeout how long to wait; zero takes only what is there
	 * @return how many were put into the buffer, 0 when none came in time
	 * @throws IOException when the line is gone
	 */
	int read(byte[] buffer, Duration timeout) throws IOException;

	/** Opens a line; asked again, after a while, for as long as it fails. */
	@FunctionalInterface
	interface Opener {

		/**
		 * Opens the line anew.
		 * @throws IOException when it cannot be had; the message is for operators
		 */
		ByteLine open() throws IOException;

	}

}
