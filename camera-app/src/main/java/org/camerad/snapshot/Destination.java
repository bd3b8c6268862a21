package org.camerad.snapshot;

import java.time.Duration;

/** A place that snapshots are sent to. Any thread. */
interface Destination {

	/** Its name in logs and metrics. */
	String name();

	/** The contract's words when pictures cannot be sent there. */
	String fault();

	/** How long one picture may take. */
	Duration limit();

	/**
	 * Sends a picture; all of it is there when this returns, or nothing is.
	 * @param jpeg shared, never written to
	 * @param attempt what is opened for it, so that it can be given up
	 */
	void send(byte[] jpeg, UploadAttempt attempt) throws UploadFailure;

}
