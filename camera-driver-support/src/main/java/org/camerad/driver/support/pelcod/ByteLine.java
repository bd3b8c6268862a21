package org.camerad.driver.support.pelcod;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * A line that carries bytes, such as a serial port or a socket to a terminal server. One
 * thread writes and reads. {@link #close()} may come from another thread and ends a
 * blocking read or write.
 */
public interface ByteLine extends Closeable {

	/**
	 * Sends bytes. Returns within two seconds, when the line has accepted them.
	 * @param bytes the bytes to send
	 * @throws IOException if the line is lost or does not accept the bytes in time
	 */
	void write(byte[] bytes) throws IOException;

	/**
	 * Receives bytes and waits for the first one. It is also called once a second while
	 * the line is idle, so that a lost line is noticed.
	 * @param buffer the buffer to fill from its start
	 * @param timeout the time to wait for the first byte; zero to take only bytes that
	 * have arrived
	 * @return the number of bytes received; 0 after the timeout
	 * @throws IOException if the line is lost
	 */
	int read(byte[] buffer, Duration timeout) throws IOException;

	/** A factory of lines. After a failure it is called again with back-off. */
	@FunctionalInterface
	interface Opener {

		/**
		 * Opens the line.
		 * @throws IOException if the line cannot be opened; the message is for operators
		 */
		ByteLine open() throws IOException;

	}

}
