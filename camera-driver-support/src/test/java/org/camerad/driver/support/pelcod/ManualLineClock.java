package org.camerad.driver.support.pelcod;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A clock that advances only when a test advances it. It then gives waiting threads time
 * to see each step.
 */
final class ManualLineClock implements LineClock {

	private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

	private static final long STEP_PATIENCE = Duration.ofSeconds(1).toNanos();

	private final Set<Object> monitors = ConcurrentHashMap.newKeySet();

	/** The threads that have waited for this clock. */
	private final Set<Thread> waiters = ConcurrentHashMap.newKeySet();

	private volatile long now;

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public void await(Object monitor, long nanos) throws InterruptedException {
		this.monitors.add(monitor);
		this.waiters.add(Thread.currentThread());
		if (nanos > 0) {
			// Limited, because a waiter may have missed a step.
			monitor.wait(5);
		}
	}

	long millis() {
		return this.now / 1_000_000;
	}

	/** Advances by milliseconds until the condition is true. */
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
			this.now += 1_000_000;
			wake();
			settle();
		}
	}

	/**
	 * Waits until threads delayed by the machine have caught up, so that they do not see
	 * a large step.
	 */
	private void settle() {
		long start = System.nanoTime();
		while (this.waiters.stream().anyMatch(ManualLineClock::isAtWork) && System.nanoTime() - start < STEP_PATIENCE) {
			LockSupport.parkNanos(10_000);
		}
	}

	private static boolean isAtWork(Thread thread) {
		Thread.State state = thread.getState();
		return thread != Thread.currentThread() && (state == Thread.State.RUNNABLE || state == Thread.State.BLOCKED);
	}

	private void wake() {
		for (Object monitor : this.monitors) {
			synchronized (monitor) {
				monitor.notifyAll();
			}
		}
	}

}
