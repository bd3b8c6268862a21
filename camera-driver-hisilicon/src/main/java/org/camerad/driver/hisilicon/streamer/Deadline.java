package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A point in time until which something is waited for.
 *
 * @param nanos that point by {@link System#nanoTime()}
 */
record Deadline(long nanos) {

	private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	static Deadline within(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	boolean isOver() {
		return System.nanoTime() - this.nanos > 0;
	}

	/** Waits a moment, as something that is polled needs. */
	void pause() {
		LockSupport.parkNanos(POLL_INTERVAL.toNanos());
	}

}
