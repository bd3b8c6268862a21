package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A point in time at which waiting ends.
 *
 * @param nanos the deadline in nanoseconds of {@link System#nanoTime()}
 */
record Deadline(long nanos) {

	private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	static Deadline within(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	boolean isOver() {
		return System.nanoTime() - this.nanos > 0;
	}

	/** Pauses for one polling interval. */
	void pause() {
		LockSupport.parkNanos(POLL_INTERVAL.toNanos());
	}

}
