package org.camerad.driver.support.pelcod;

import java.time.Duration;

/**
 * The delay before a line is opened again. It doubles from 0.5 s to 10 s while the line
 * fails soon after it was opened.
 */
final class BackOff {

	private static final Duration INITIAL = Duration.ofMillis(500);

	private static final Duration MAX = Duration.ofSeconds(10);

	private long next = INITIAL.toNanos();

	/**
	 * Records how long the line was open, in nanoseconds. A long time resets the delay.
	 */
	void recordUptime(long nanos) {
		if (nanos > MAX.toNanos()) {
			this.next = INITIAL.toNanos();
		}
	}

	/** Returns the next delay in nanoseconds. */
	long next() {
		long wait = this.next;
		this.next = Math.min(2 * this.next, MAX.toNanos());
		return wait;
	}

}
