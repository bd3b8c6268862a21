package org.camerad.driver.pi.standin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what has no event. */
public final class Await {

	private static final Duration TIMEOUT = Duration.ofSeconds(40);

	private Await() {
	}

	/** Returns once it is so, and fails when it does not become so. */
	public static void until(String what, Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (!condition.call()) {
			if (System.nanoTime() > deadline) {
				throw new AssertionError("waited in vain: " + what);
			}
			TimeUnit.MILLISECONDS.sleep(10);
		}
	}

}
