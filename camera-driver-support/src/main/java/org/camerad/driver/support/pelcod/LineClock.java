package org.camerad.driver.support.pelcod;

import java.util.concurrent.TimeUnit;

/** The monotonic time by which frames are spaced, and the waits of it. */
public interface LineClock {

	/** The machine's own. */
	LineClock SYSTEM = new LineClock() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public void await(Object monitor, long nanos) throws InterruptedException {
			// A nanosecond more: a wait of 0 has no end.
			TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(0, nanos) + 1);
		}

	};

	/** Nanoseconds since some moment, as {@link System#nanoTime()}. */
	long nanoTime();

	/**
	 * Waits until the monitor, which the caller holds, is notified, or so much time has
	 * passed; may return early.
	 */
	void await(Object monitor, long nanos) throws InterruptedException;

}
