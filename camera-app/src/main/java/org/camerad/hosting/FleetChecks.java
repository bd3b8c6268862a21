package org.camerad.hosting;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.camerad.thread.SerialExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks of the data folders and ports of all cameras, one after the other on one
 * thread. They run while somebody asks for the status of the fleet. Any thread.
 */
final class FleetChecks {

	private static final Logger logger = LoggerFactory.getLogger(FleetChecks.class);

	/** The age from which results are renewed. */
	private static final long RENEWED_NANOS = Duration.ofSeconds(5).toNanos();

	/** The age from which a query waits for new results. */
	private static final long MAX_AGE_NANOS = Duration.ofSeconds(10).toNanos();

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final HostedCameras cameras;

	private final SerialExecutor executor = new SerialExecutor("camera-fleet-checks", 1);

	private @Nullable FutureTask<?> pending;

	private long checked = System.nanoTime() - MAX_AGE_NANOS;

	FleetChecks(HostedCameras cameras) {
		this.cameras = cameras;
	}

	/**
	 * Renews the results that are older than some seconds. Returns at once if there are
	 * recent ones, and after two seconds at the latest.
	 */
	void renew() {
		FutureTask<?> checks = needed();
		if (checks == null) {
			return;
		}
		try {
			checks.get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			logger.debug("the checks of all cameras go on", ex);
		}
		catch (ExecutionException ex) {
			logger.error("the checks of all cameras failed", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Returns the checks to wait for, null if there are recent results. */
	private synchronized @Nullable FutureTask<?> needed() {
		long age = System.nanoTime() - this.checked;
		FutureTask<?> checks = this.pending;
		if (checks == null && age >= RENEWED_NANOS) {
			checks = new FutureTask<>(this::check, null);
			this.pending = checks;
			this.executor.execute(checks);
		}
		return (age >= MAX_AGE_NANOS) ? checks : null;
	}

	private void check() {
		long start = System.nanoTime();
		try {
			this.cameras.all().forEach((camera) -> camera.health().check());
		}
		finally {
			synchronized (this) {
				this.pending = null;
				this.checked = start;
			}
		}
	}

}
