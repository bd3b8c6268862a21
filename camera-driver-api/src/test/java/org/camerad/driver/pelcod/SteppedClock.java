package org.camerad.driver.pelcod;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A clock that moves only when a test moves it, and then gives those who wait for it the
 * time to see each step.
 */
final class SteppedClock implements LineClock {

	private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

	private static final long STEP_PATIENCE = Duration.ofMillis(20).toNanos();

	private final Set<Object> monitors = ConcurrentHashMap.newKeySet();

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicLong waits = new AtomicLong();

	private volatile long now;

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public void await(Object monitor, long nanos) throws InterruptedException {
		this.monitors.add(monitor);
		this.waits.incrementAndGet();
		this.waiting.incrementAndGet();
		try {
			if (nanos > 0) {
				// In vain at times: a waiter may have missed a step.
				monitor.wait(5);
			}
		}
		finally {
			this.waiting.decrementAndGet();
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
		for (long step = 0; step < millis; step++) {
			boolean watched = this.waiting.get() > 0;
			long before = this.waits.get();
			this.now += 1_000_000;
			wake();
			long start = System.nanoTime();
			while (watched && this.waits.get() == before && System.nanoTime() - start < STEP_PATIENCE) {
				LockSupport.parkNanos(10_000);
			}
		}
	}

	private void wake() {
		for (Object monitor : this.monitors) {
			synchronized (monitor) {
				monitor.notifyAll();
			}
		}
	}

}
