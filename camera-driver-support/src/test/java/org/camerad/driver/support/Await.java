package org.camerad.driver.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A wait for changes by other threads or processes that cause no event. */
public final class Await {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private Await() {
	}

	/** Returns when the condition is true; fails after a timeout. */
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
