package org.camerad.camera;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;
import org.camerad.driver.Maintenance;
import org.camerad.operation.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lifecycle of a camera: how it is opened, rebooted, lost and brought back. There is
 * one recovery from everything, which applies all that is in effect again. Any thread.
 */
public final class CameraLifecycle implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(CameraLifecycle.class);

	private static final Duration MIN_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration MAX_BACK_OFF = Duration.ofSeconds(30);

	private final CameraConnection connection;

	private final CameraSettings settings;

	private final CameraProblems problems;

	private final ScheduledThreadPoolExecutor executor;

	private final AtomicBoolean retrying = new AtomicBoolean();

	private volatile Duration backOff = MIN_BACK_OFF;

	private volatile boolean rebooting;

	private volatile long upSince = System.nanoTime();

	public CameraLifecycle(CameraConnection connection, CameraSettings settings, CameraProblems problems) {
		this.connection = connection;
		this.settings = settings;
		this.problems = problems;
		this.executor = new ScheduledThreadPoolExecutor(1, (work) -> {
			Thread thread = new Thread(work, "camera-life");
			thread.setDaemon(true);
			return thread;
		});
		problems.retryBy(this::retry);
	}

	/**
	 * Opens the camera and puts everything into effect. Hardware that does not answer is
	 * tried again for as long as the service runs.
	 * @throws ConfigurationException when the driver refuses its configuration
	 */
	public void start() {
		try {
			open();
		}
		catch (CameraException ex) {
			if (ex.kind() == Kind.REFUSED) {
				throw new ConfigurationException(String.valueOf(ex.getMessage()));
			}
			lost(ex);
		}
	}

	private void open() throws CameraException {
		this.connection.open();
		this.settings.reconcile();
		if (this.problems.isEmpty()) {
			this.backOff = MIN_BACK_OFF;
		}
	}

	/** Runs work that belongs to the camera's lifecycle soon, one piece at a time. */
	public void later(Runnable work) {
		later(work, Duration.ZERO);
	}

	private void later(Runnable work, Duration delay) {
		try {
			this.executor.schedule(() -> guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("the service is stopping", ex);
		}
	}

	private static void guarded(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			logger.error("work on the camera failed", ex);
		}
	}

	/**
	 * Refuses all requests from now on; the hardware follows once the response is out.
	 */
	void beginReboot() {
		this.rebooting = true;
	}

	void reboot(Maintenance maintenance) {
		try {
			this.connection.control(() -> {
				maintenance.reboot();
				return null;
			});
		}
		catch (CameraException ex) {
			this.problems.report("reboot", "the camera does not reboot: " + ex.getMessage());
			this.rebooting = false;
		}
	}

	/**
	 * Takes a camera back into service that has restarted or was away. Returns at once.
	 */
	public void onAvailable(String reason) {
		later(() -> {
			logger.info("the camera is here: {}", reason);
			if (this.rebooting) {
				this.upSince = System.nanoTime();
			}
			recover();
			this.rebooting = false;
		});
	}

	/** Records that the camera has stopped answering, and tries to bring it back. */
	public void onUnavailable(String reason) {
		this.problems.recordFailure("camera", CameraException.unavailable(reason));
	}

	/** Applies everything in effect again: the one recovery. */
	void recover() {
		try {
			open();
		}
		catch (CameraException ex) {
			lost(ex);
		}
	}

	private void lost(CameraException ex) {
		this.problems.report("camera", "it cannot be opened, trying again: " + ex.getMessage());
		retry();
	}

	private void retry() {
		if (!this.retrying.compareAndSet(false, true)) {
			return;
		}
		later(() -> {
			this.retrying.set(false);
			recover();
		}, this.backOff);
		Duration doubled = this.backOff.multipliedBy(2);
		this.backOff = (doubled.compareTo(MAX_BACK_OFF) < 0) ? doubled : MAX_BACK_OFF;
	}

	/** Returns whether the camera reboots. */
	public boolean isRebooting() {
		return this.rebooting;
	}

	Duration uptime() {
		return Duration.ofNanos(System.nanoTime() - this.upSince);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		this.connection.close();
	}

}
