package org.camerad.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;
import org.camerad.driver.Control;
import org.camerad.driver.Maintenance;
import org.camerad.operation.ConfigurationException;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera's life: how it is opened, rebooted, lost and brought back. There is one
 * recovery from everything, which applies all that is in effect again. Any thread.
 */
final class Life implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Life.class);

	private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private final ActiveCamera active;

	private final Settings settings;

	private final ReentrantLock lock;

	private final ScheduledThreadPoolExecutor executor;

	/** Why something, by name, is not as it should be. */
	private final Map<String, String> troubles = new ConcurrentHashMap<>();

	private final AtomicBoolean retrying = new AtomicBoolean();

	private volatile Duration wait = SHORTEST_WAIT;

	private volatile boolean rebooting;

	private volatile long upSince = System.nanoTime();

	Life(ActiveCamera active, Settings settings, ReentrantLock lock) {
		this.active = active;
		this.settings = settings;
		this.lock = lock;
		this.executor = new ScheduledThreadPoolExecutor(1, (work) -> {
			Thread thread = new Thread(work, "camera-life");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Opens the camera and puts everything into effect. Hardware that does not answer is
	 * tried again for as long as the service runs.
	 * @throws ConfigurationException when the driver refuses its configuration
	 */
	void start() {
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
		this.active.open();
		this.lock.lock();
		try {
			Map<String, String> before = Map.copyOf(this.troubles);
			this.troubles.clear();
			this.settings.load(this.active.camera().orElse(null));
			reconcile();
			tellOfNew(before);
		}
		finally {
			this.lock.unlock();
		}
		if (this.troubles.isEmpty()) {
			this.wait = SHORTEST_WAIT;
		}
	}

	/**
	 * A camera that did not answer for one group is not kept waiting for with the others.
	 */
	private void reconcile() {
		Optional<CameraException> silence = Optional.empty();
		for (SettingsGroup<?> group : this.settings.groups()) {
			Camera camera = this.active.camera().orElse(null);
			if (camera == null || group.part().apply(camera).isEmpty()) {
				continue;
			}
			if (silence.isEmpty()) {
				silence = reconcile(group);
			}
			else {
				unapplied(group.name(), silence.get());
			}
		}
	}

	/** Puts a group into effect; tells of a camera that does not answer in time. */
	private Optional<CameraException> reconcile(SettingsGroup<?> group) {
		try {
			apply(group, this.settings.of(group));
			return Optional.empty();
		}
		catch (CameraException ex) {
			unapplied(group.name(), ex);
			return Optional.of(ex).filter((failure) -> failure.getCause() instanceof TimeoutException);
		}
	}

	/** One line a problem, however many groups have it, and none for each try. */
	private void tellOfNew(Map<String, String> before) {
		Map<String, List<String>> groups = new TreeMap<>();
		this.settings.groups().forEach((group) -> {
			String problem = this.troubles.get(group.name());
			if (problem != null && !problem.equals(before.get(group.name()))) {
				groups.computeIfAbsent(problem, (key) -> new ArrayList<>()).add(group.name());
			}
		});
		groups.forEach((problem, names) -> logger.warn("the saved settings are not in effect: {} ({})", problem,
				String.join(", ", names)));
	}

	/** Puts a group's values into effect on the hardware. */
	<S> void apply(SettingsGroup<S> group, Values values) throws CameraException {
		Camera camera = this.active.camera().orElseThrow(() -> CameraException.unavailable("the camera is not open"));
		Control<S> part = group.requirePart(camera);
		S record = group.build().apply(values);
		this.active.control(() -> {
			part.apply(record);
			return null;
		});
		this.troubles.remove(group.name());
	}

	/** Work that belongs to the camera's life, one piece at a time, soon. */
	void later(Runnable work) {
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

	/** From now on nobody is let in; the hardware follows once the answer is out. */
	void beginReboot() {
		this.rebooting = true;
	}

	void reboot(Maintenance maintenance) {
		try {
			this.active.control(() -> {
				maintenance.reboot();
				return null;
			});
		}
		catch (CameraException ex) {
			trouble("reboot", "the camera does not reboot: " + ex.getMessage());
			this.rebooting = false;
		}
	}

	/** The camera is there (again). */
	void back(String reason) {
		logger.info("the camera is here: {}", reason);
		if (this.rebooting) {
			this.upSince = System.nanoTime();
		}
		recover();
		this.rebooting = false;
	}

	/** The one recovery: everything in effect is applied again. */
	void recover() {
		try {
			open();
		}
		catch (CameraException ex) {
			lost(ex);
		}
	}

	private void lost(CameraException ex) {
		trouble("camera", "it cannot be opened, trying again: " + ex.getMessage());
		retry();
	}

	private void retry() {
		if (!this.retrying.compareAndSet(false, true)) {
			return;
		}
		later(() -> {
			this.retrying.set(false);
			recover();
		}, this.wait);
		Duration doubled = this.wait.multipliedBy(2);
		this.wait = (doubled.compareTo(LONGEST_WAIT) < 0) ? doubled : LONGEST_WAIT;
	}

	/**
	 * Remembers what is not in effect, and tries again what may come back.
	 * @return whether nothing of that name was wrong before
	 */
	boolean unapplied(String name, CameraException ex) {
		boolean news = this.troubles.put(name, String.valueOf(ex.getMessage())) == null;
		if (ex.kind() == Kind.UNAVAILABLE) {
			retry();
		}
		return news;
	}

	/** Something is wrong that operators should see until all is applied again. */
	void trouble(String name, String problem) {
		if (!problem.equals(this.troubles.put(name, problem))) {
			logger.error("{}: {}", name, problem);
		}
	}

	Map<String, String> troubles() {
		return new TreeMap<>(this.troubles);
	}

	boolean isRebooting() {
		return this.rebooting;
	}

	Duration uptime() {
		return Duration.ofNanos(System.nanoTime() - this.upSince);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		this.active.close();
	}

}
