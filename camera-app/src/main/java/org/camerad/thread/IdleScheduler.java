package org.camerad.thread;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler with one thread, which ends while nothing is scheduled. Thread-safe. */
public final class IdleScheduler extends ScheduledThreadPoolExecutor {

	private static final int IDLE_SECONDS = 5;

	/**
	 * Creates a scheduler.
	 * @param name the name of its thread
	 */
	public IdleScheduler(String name) {
		super(1, (work) -> DaemonThreads.create(name, work));
		setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		allowCoreThreadTimeOut(true);
		setRemoveOnCancelPolicy(true);
	}

}
