package org.camerad.camera;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;
import org.camerad.driver.Maintenance;
import org.camerad.operation.ConfigurationException;
import org.camerad.thread.IdleScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lifecycle of a camera: opening, reboot, loss and recovery. Every failure has the
 * same recovery: open the camera and apply all settings in effect. Any thread.
 */
public final class CameraLifecycle implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(CameraLifecycle.class);

	private static final Duration MIN_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration MAX_BACK_OFF = Duration.ofSeconds(30);

	/** The time after which a change of the hardware's settings is noticed. */
	private static final Duration FOLLOW_PERIOD = Duration.ofSeconds(2);

	private final CameraConnection connection;

	private final CameraSettings settings;

	private final CameraProblems problems;

	private final IdleScheduler executor = new IdleScheduler("camera-lifecycle");

	private final AtomicBoolean retrying = new AtomicBoolean();

	private final AtomicBoolean following = new AtomicBoolean();

	private volatile Duration backOff = MIN_BACK_OFF;

	private volatile boolean rebooting;

	/** Set while the camera is closed to be opened again. */
	private volatile boolean reopening;

	private volatile Runnable onOpened = () -> {
	};

	private volatile long upSince = System.nanoTime();

	public CameraLifecycle(CameraConnection connection, CameraSettings settings, CameraProblems problems) {
		this.connection = connection;
		this.settings = settings;
		this.problems = problems;
		problems.setRecovery(this::retry);
	}

	/**
	 * Opens the camera and applies all settings. If the hardware does not respond,
	 * retries with back-off until the service stops.
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
			openLater(String.valueOf(ex.getMessage()));
		}
	}

	private void open() throws CameraException {
		try {
			openAndApply();
		}
		catch (CameraFailure ex) {
			throw CameraException.unavailable(String.valueOf(ex.getMessage()), ex);
		}
	}

	private void openAndApply() throws CameraException {
		this.connection.open();
		this.settings.reconcile();
		if (this.settings.isTold() && this.following.compareAndSet(false, true)) {
			this.executor.scheduleWithFixedDelay(() -> runLogged(this.settings::followHardware),
					FOLLOW_PERIOD.toMillis(), FOLLOW_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
		}
		if (this.problems.isEmpty()) {
			this.backOff = MIN_BACK_OFF;
		}
		if (this.reopening) {
			this.reopening = false;
			this.upSince = System.nanoTime();
			this.rebooting = false;
		}
		this.onOpened.run();
	}

	/** Sets the work to do whenever the camera was opened or has recovered. */
	public void setOnOpened(Runnable work) {
		this.onOpened = work;
	}

	/**
	 * Runs a task on the lifecycle's own thread, after earlier tasks. Returns at once.
	 */
	public void schedule(Runnable task) {
		schedule(task, Duration.ZERO);
	}

	private void schedule(Runnable task, Duration delay) {
		try {
			this.executor.schedule(() -> runLogged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("dropped a task of the camera: the service is stopping", ex);
		}
	}

	private static void runLogged(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.error("a task of the camera failed", ex);
		}
	}

	/**
	 * Starts to refuse all requests. The hardware reboots later, after the response has
	 * been sent.
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
			this.problems.report("reboot", "the reboot failed: " + ex.getMessage());
			this.rebooting = false;
		}
	}

	/**
	 * Closes the camera and opens it again; {@link #beginReboot} was called before.
	 * Requests are refused until it is open.
	 */
	void reopen() {
		this.reopening = true;
		this.backOff = MIN_BACK_OFF;
		this.connection.closeCamera();
		recover();
	}

	/** Recovers a camera that has restarted or responds again. Returns at once. */
	public void onAvailable(String reason) {
		schedule(() -> {
			logger.info("the camera responds: {}", reason);
			if (this.rebooting) {
				this.upSince = System.nanoTime();
			}
			recover();
			this.rebooting = false;
		});
	}

	/**
	 * Records that the camera does not respond, and starts the recovery. Returns at once.
	 */
	public void onUnavailable(String reason) {
		this.problems.recordFailure("camera", CameraException.unavailable(reason));
	}

	/** Opens the camera if it is not open, and applies all settings in effect. */
	void recover() {
		try {
			open();
		}
		catch (CameraException ex) {
			openLater(String.valueOf(ex.getMessage()));
		}
	}

	/** Tries with back-off to open a camera that could not be opened. Returns at once. */
	public void openLater(String problem) {
		this.problems.report("camera", "the camera cannot be opened, retrying: " + problem);
		retry();
	}

	private void retry() {
		if (!this.retrying.compareAndSet(false, true)) {
			return;
		}
		schedule(() -> {
			this.retrying.set(false);
			recover();
		}, this.backOff);
		if (this.reopening) {
			return;
		}
		Duration doubled = this.backOff.multipliedBy(2);
		this.backOff = (doubled.compareTo(MAX_BACK_OFF) < 0) ? doubled : MAX_BACK_OFF;
	}

	/** Returns whether the camera is rebooting. */
	public boolean isRebooting() {
		return this.rebooting;
	}

	public Duration uptime() {
		return Duration.ofNanos(System.nanoTime() - this.upSince);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		this.connection.close();
	}

}
