package org.camerad.snapshot;

import java.time.Duration;

/** A destination for uploads of snapshots. Any thread. */
interface Destination {

	/** Returns the name in logs and metrics. */
	String name();

	/** Returns the contract's fault text for a failed upload. */
	String fault();

	/** Returns the time limit of one upload. */
	Duration limit();

	/**
	 * Uploads a picture, wholly or not at all.
	 * @param jpeg the picture; shared, so it must not be changed
	 * @param attempt the attempt, with which every opened resource must be registered
	 */
	void send(byte[] jpeg, UploadAttempt attempt) throws UploadFailure;

}
