package org.camerad.thread;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timer of all cameras: one thread, which runs tasks that return at once. Anything
 * longer goes to an executor. Thread-safe.
 */
public final class SharedTimer {

	private static final Logger logger = LoggerFactory.getLogger(SharedTimer.class);

	private static final IdleScheduler TIMER = new IdleScheduler("camera-timer");

	private SharedTimer() {
	}

	/**
	 * Runs a task at once and then periodically, until the result is cancelled. A task
	 * that fails is logged and runs again.
	 * @param period the time from one end to the next start
	 */
	public static Future<?> repeat(Duration period, Runnable task) {
		return TIMER.scheduleWithFixedDelay(() -> runLogged(task), 0, period.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Runs a task once, after a delay, unless the result is cancelled before. */
	public static Future<?> later(Duration delay, Runnable task) {
		return TIMER.schedule(() -> runLogged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	private static void runLogged(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.error("a timed task has failed", ex);
		}
	}

}
