package org.camerad.camera;

import java.time.Duration;

/**
 * The pace at which foreign changes of one group are restored. Each restoration may
 * interrupt the streams, so two programs that overwrite each other's settings must not do
 * it all the time. Not thread-safe.
 */
final class RestorePace {

	private static final long MIN_NANOS = Duration.ofSeconds(1).toNanos();

	private static final long MAX_NANOS = Duration.ofMinutes(1).toNanos();

	private long next = System.nanoTime();

	private long interval = MIN_NANOS;

	/**
	 * Returns whether a change may be restored now. The interval doubles while changes
	 * follow each other, up to a minute.
	 */
	boolean permits() {
		long now = System.nanoTime();
		long late = now - this.next;
		if (late < 0) {
			return false;
		}
		this.interval = (late > 2 * this.interval) ? MIN_NANOS : Math.min(2 * this.interval, MAX_NANOS);
		this.next = now + this.interval;
		return true;
	}

}
