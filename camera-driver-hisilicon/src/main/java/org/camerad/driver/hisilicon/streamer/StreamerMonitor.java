package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;

/**
 * A monitor of the streamer. It detects outages and returns, a changed schema and values
 * that violate the schema, and notifies its listeners of outages and returns.
 */
final class StreamerMonitor implements AutoCloseable {

	private static final System.Logger logger = System.getLogger(StreamerMonitor.class.getName());

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	/** Two threads, so that a slow task does not delay the check. */
	private static final int THREADS = 2;

	private static final long PERIOD_MILLIS = 1000;

	/** A single failure may be a reload that another client caused. */
	private static final int MAX_FAILURES = 2;

	/** The schema is large and changes only with the firmware. */
	private static final int CHECKS_PER_SCHEMA_READ = 10;

	private final Streamer streamer;

	private final Consumer<CameraEvent> listener;

	private final Consumer<CameraException> onUnavailable;

	private final ScheduledExecutorService executor;

	private final RebootWatch reboot = new RebootWatch();

	private int failures;

	private int checks;

	private boolean sameSchema = true;

	/** The rotation with which the offered sizes were determined. */
	private final Rotation rotation;

	private volatile Runnable onRebuild = () -> {
	};

	private volatile boolean unavailable;

	private volatile Optional<String> problem = Optional.empty();

	private volatile List<String> warnings = List.of();

	/**
	 * Creates a monitor.
	 * @param rotation the rotation of the pictures at the start
	 * @param onUnavailable receives the reason when the streamer becomes unavailable
	 */
	StreamerMonitor(Streamer streamer, Rotation rotation, Consumer<CameraEvent> listener,
			Consumer<CameraException> onUnavailable) {
		this.streamer = streamer;
		this.rotation = rotation;
		this.listener = listener;
		this.onUnavailable = onUnavailable;
		this.executor = Executors.newScheduledThreadPool(THREADS, (work) -> {
			Thread thread = new Thread(work, "camera-hisilicon-watch");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Sets the action that runs after the pipeline was rebuilt, and perhaps more often.
	 */
	void onRebuild(Runnable action) {
		this.onRebuild = action;
	}

	/** Makes the camera unavailable until the board has stopped and responds again. */
	void beginReboot() {
		this.reboot.begin();
		becomeUnavailable("the camera is rebooting");
	}

	private void becomeUnavailable(String reason) {
		this.problem = Optional.of(reason);
		this.unavailable = true;
		this.streamer.markUnavailable(reason);
		this.onUnavailable.accept(CameraException.unavailable(reason));
	}

	/** Starts the check and runs the tasks periodically. */
	void start(List<Task> tasks) {
		schedule(PERIOD_MILLIS, this::check);
		tasks.forEach((task) -> schedule(task.periodMillis(), () -> {
			if (!this.unavailable) {
				task.work().run();
			}
		}));
	}

	/** A periodic task that runs while the streamer is available. */
	record Task(long periodMillis, Runnable work) {
	}

	private void schedule(long millis, Runnable work) {
		this.executor.scheduleWithFixedDelay(() -> {
			try {
				work.run();
			}
			catch (RuntimeException ex) {
				logger.log(System.Logger.Level.ERROR, "monitoring the streamer failed", ex);
			}
		}, millis, millis, TimeUnit.MILLISECONDS);
	}

	private void check() {
		if (this.streamer.isChanging()) {
			return;
		}
		long stamp = this.streamer.stored().stamp();
		try {
			StreamerConfig config = StreamerConfig.parse(this.streamer.httpUnchecked()
				.get(Streamer.CONFIG, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES)
				.requireSuccess());
			this.streamer.stored().read(config, stamp);
			onResponse(config);
		}
		catch (CameraException ex) {
			// A failure that a change causes is handled by that change.
			if (!this.streamer.isChanging()) {
				onFailure(ex);
			}
		}
	}

	private void onResponse(StreamerConfig config) throws CameraException {
		if (this.unavailable && this.reboot.isPending()) {
			return;
		}
		this.failures = 0;
		if (this.streamer.stored().takeRebuild()) {
			this.onRebuild.run();
		}
		if (this.unavailable) {
			this.streamer.markAvailable();
			this.warnings = warnings(config);
			this.unavailable = false;
			this.problem = Optional.empty();
			this.listener.accept(new CameraEvent.Available("the streamer responds again"));
		}
		else {
			this.warnings = warnings(config);
		}
	}

	private List<String> warnings(StreamerConfig config) throws CameraException {
		List<String> warnings = new ArrayList<>();
		ConfigSchema schema = this.streamer.schema();
		if (this.unavailable || ++this.checks % CHECKS_PER_SCHEMA_READ == 0) {
			this.sameSchema = this.streamer.currentSchema().offersSameAs(schema);
		}
		if (!this.sameSchema) {
			warnings.add("it offers other settings than when it was opened: restart this service to use them");
		}
		if (!Rotation.of(config).equals(this.rotation)) {
			warnings.add("its pictures were rotated: restart this service to use their sizes");
		}
		if (!schema.unusable().isEmpty()) {
			warnings.add("its schema contradicts itself, so these keys are not used: " + abbreviate(schema.unusable()));
		}
		List<String> violations = schema.violations(config);
		if (!violations.isEmpty()) {
			warnings.add("it holds values that its own schema does not allow: " + abbreviate(violations));
		}
		return warnings;
	}

	private static String abbreviate(List<String> keys) {
		return String.join(", ", keys.subList(0, Math.min(5, keys.size()))) + ((keys.size() > 5) ? ", …" : "");
	}

	private void onFailure(CameraException failure) {
		String reason = String.valueOf(failure.getMessage());
		this.reboot.goneDown();
		this.failures++;
		this.streamer.stored().rebuilt();
		if (StreamerHttp.isRefusedConnection(failure) || this.failures >= MAX_FAILURES) {
			this.streamer.stored().restarted();
		}
		this.problem = Optional.of(reason);
		if (this.failures >= MAX_FAILURES && !this.unavailable) {
			becomeUnavailable(reason);
			this.listener.accept(new CameraEvent.Unavailable(reason));
		}
	}

	/**
	 * Returns the reason why the streamer is unavailable; empty while it is available.
	 */
	Optional<String> problem() {
		return this.unavailable ? this.problem : Optional.empty();
	}

	/** Returns warnings about a streamer that is available. */
	List<String> warnings() {
		return this.warnings;
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
