package org.camerad.driver.pelcod;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** A clock that moves only when a test moves it. */
final class SteppedClock implements LineClock {

	private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

	private final Set<Object> monitors = ConcurrentHashMap.newKeySet();

	private volatile long now;

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public void await(Object monitor, long nanos) throws InterruptedException {
		this.monitors.add(monitor);
		if (nanos > 0) {
			// In vain at times: a waiter may have missed a step.
			monitor.wait(5);
		}
	}

	long millis() {
		return this.now / 1_000_000;
	}

	/** Moves on, millisecond by millisecond, until something is so. */
	void runUntil(BooleanSupplier condition) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - start > PATIENCE) {
				throw new AssertionError("it did not come about");
			}
			step(1);
			Thread.yield();
		}
	}

	void step(long millis) {
		this.now += millis * 1_000_000;
		for (Object monitor : this.monitors) {
			synchronized (monitor) {
				monitor.notifyAll();
			}
		}
	}

}
