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
 * Looks after the streamer: whether it is there, whether it still offers what it offered,
 * and whether what it holds makes sense. Tells when it goes and when it is back.
 */
final class StreamerMonitor implements AutoCloseable {

	private static final System.Logger logger = System.getLogger(StreamerMonitor.class.getName());

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	/** The look must not wait for a chore. */
	private static final int THREADS = 2;

	private static final long PERIOD_MILLIS = 1000;

	/** One lost look may be a reload that somebody else has caused. */
	private static final int MAX_FAILURES = 2;

	/** The schema is large, and changes with the firmware at most. */
	private static final int CHECKS_PER_SCHEMA_READ = 10;

	private final Streamer streamer;

	private final Consumer<CameraEvent> listener;

	private final Consumer<CameraException> onUnavailable;

	private final ScheduledExecutorService executor;

	private int failures;

	private int checks;

	private boolean sameSchema = true;

	private volatile boolean unavailable;

	private volatile Optional<String> problem = Optional.empty();

	private volatile List<String> warnings = List.of();

	/**
	 * @param onUnavailable told when the streamer has gone
	 */
	StreamerMonitor(Streamer streamer, Consumer<CameraEvent> listener, Consumer<CameraException> onUnavailable) {
		this.streamer = streamer;
		this.listener = listener;
		this.onUnavailable = onUnavailable;
		this.executor = Executors.newScheduledThreadPool(THREADS, (work) -> {
			Thread thread = new Thread(work, "camera-hisilicon-watch");
			thread.setDaemon(true);
			return thread;
		});
	}

	/** Begins to look, and does the other work as often as said. */
	void start(List<Task> tasks) {
		schedule(PERIOD_MILLIS, this::check);
		tasks.forEach((task) -> schedule(task.periodMillis(), () -> {
			if (!this.unavailable) {
				task.work().run();
			}
		}));
	}

	/** Work to be done again and again while the streamer is there. */
	record Task(long periodMillis, Runnable work) {
	}

	private void schedule(long millis, Runnable work) {
		this.executor.scheduleWithFixedDelay(() -> {
			try {
				work.run();
			}
			catch (RuntimeException ex) {
				logger.log(System.Logger.Level.ERROR, "looking after the streamer failed", ex);
			}
		}, millis, millis, TimeUnit.MILLISECONDS);
	}

	private void check() {
		if (this.streamer.isChanging()) {
			return;
		}
		try {
			StreamerConfig config = StreamerConfig.parse(this.streamer.httpUnchecked()
				.get(Streamer.CONFIG, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES)
				.requireSuccess());
			onResponse(config);
		}
		catch (CameraException ex) {
			// What a change that began meanwhile has caused is its own matter.
			if (!this.streamer.isChanging()) {
				onFailure(String.valueOf(ex.getMessage()));
			}
		}
	}

	private void onResponse(StreamerConfig config) throws CameraException {
		this.failures = 0;
		if (this.unavailable) {
			this.streamer.markAvailable();
			this.warnings = warnings(config);
			this.unavailable = false;
			this.problem = Optional.empty();
			this.listener.accept(new CameraEvent.Available("the streamer answers again"));
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
		if (!schema.unusable().isEmpty()) {
			warnings.add("its schema contradicts itself, so these are left alone: " + abbreviate(schema.unusable()));
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

	private void onFailure(String reason) {
		this.failures++;
		this.problem = Optional.of(reason);
		if (this.failures >= MAX_FAILURES && !this.unavailable) {
			this.unavailable = true;
			this.streamer.markUnavailable(reason);
			this.onUnavailable.accept(CameraException.unavailable(reason));
			this.listener.accept(new CameraEvent.Unavailable(reason));
		}
	}

	/** Why the streamer cannot be used now. */
	Optional<String> problem() {
		return this.unavailable ? this.problem : Optional.empty();
	}

	/** What is odd about a streamer that works. */
	List<String> warnings() {
		return this.warnings;
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
