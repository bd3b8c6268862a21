package org.camerad.driver.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what other threads or processes bring about without an event. */
public final class Await {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private Await() {
	}

	/** Returns once the condition holds, and fails if it never does. */
	public static void until(String what, Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + LIMIT.toNanos();
		while (!condition.call()) {
			if (System.nanoTime() - deadline > 0) {
				throw new AssertionError("this has not happened: " + what);
			}
			TimeUnit.MILLISECONDS.sleep(10);
		}
	}

}
