package org.camerad.driver.support.pelcod;

import java.util.concurrent.TimeUnit;

/** The monotonic clock that times frames, and its waits. Thread-safe. */
public interface LineClock {

	/** The clock of the system. */
	LineClock SYSTEM = new LineClock() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public void await(Object monitor, long nanos) throws InterruptedException {
			// One nanosecond more, because a wait of 0 has no end.
			TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(0, nanos) + 1);
		}

	};

	/**
	 * Returns the time in nanoseconds since an arbitrary origin, as
	 * {@link System#nanoTime()}.
	 */
	long nanoTime();

	/**
	 * Waits until the monitor is notified or the time has passed; may return early.
	 * @param monitor a monitor that the calling thread holds
	 * @param nanos the time to wait in nanoseconds
	 * @throws InterruptedException if the thread is interrupted
	 */
	void await(Object monitor, long nanos) throws InterruptedException;

}
