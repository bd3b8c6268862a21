package org.camerad.driver.pi.standin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for conditions without an event. */
public final class Await {

	private static final Duration TIMEOUT = Duration.ofSeconds(40);

	private Await() {
	}

	/**
	 * Blocks until a condition is true.
	 * @throws AssertionError if it is not true within 40 s
	 */
	public static void until(String what, Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (!condition.call()) {
			if (System.nanoTime() > deadline) {
				throw new AssertionError("timeout: " + what);
			}
			TimeUnit.MILLISECONDS.sleep(10);
		}
	}

}
