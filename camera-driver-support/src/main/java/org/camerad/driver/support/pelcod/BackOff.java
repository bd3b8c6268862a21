package org.camerad.driver.support.pelcod;

import java.time.Duration;

/**
 * How long to wait before a line is opened again: longer each time that it fails soon.
 */
final class BackOff {

	private static final Duration FIRST = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private long next = FIRST.toNanos();

	/** The line was there for so many nanoseconds; for long enough, and all is well. */
	void served(long nanos) {
		if (nanos > LONGEST.toNanos()) {
			this.next = FIRST.toNanos();
		}
	}

	/** The next wait, in nanoseconds. */
	long next() {
		long wait = this.next;
		this.next = Math.min(2 * this.next, LONGEST.toNanos());
		return wait;
	}

}
