package org.camerad.driver.hisilicon.fake;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread of the driver that does the same again and again and waits in between, so that
 * a test can await its passes instead of a time.
 */
public final class RepeatingThread {

	private static final long TIMEOUT_NANOS = 60_000_000_000L;

	private final long id;

	private final String name;

	/** Finds the newest thread of a name. */
	public RepeatingThread(String name) {
		this.name = name;
		this.id = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals(name))
			.mapToLong(Thread::getId)
			.max()
			.orElseThrow(() -> new AssertionError("no thread " + name));
	}

	/**
	 * Waits for two passes that begin after this call: a pass that is under way has ended
	 * then, and another one has followed.
	 */
	public void awaitPasses() {
		awaitPasses(2);
	}

	/** Waits until it has begun to wait as many times after this call. */
	public void awaitPasses(int passes) {
		long wanted = waits() + passes;
		long end = System.nanoTime() + TIMEOUT_NANOS;
		while (waits() < wanted) {
			if (System.nanoTime() - end > 0) {
				throw new AssertionError("the thread " + this.name + " has stopped");
			}
			LockSupport.parkNanos(5_000_000);
		}
	}

	private long waits() {
		ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(this.id);
		if (info == null) {
			throw new AssertionError("the thread " + this.name + " has ended");
		}
		return info.getWaitedCount();
	}

}
