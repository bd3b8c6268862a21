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

	private static final Duration ASKING = Duration.ofSeconds(2);

	/** The look must not wait for a chore. */
	private static final int THREADS = 2;

	private static final long PERIOD_MILLIS = 1000;

	/** One lost look may be a reload that somebody else has caused. */
	private static final int LOOKS = 2;

	/** The schema is large, and changes with the firmware at most. */
	private static final int LOOKS_A_SCHEMA = 10;

	private final Streamer streamer;

	private final Consumer<CameraEvent> listener;

	private final Consumer<CameraException> onGone;

	private final ScheduledExecutorService executor;

	private int lost;

	private int looks;

	private boolean sameSchema = true;

	private volatile boolean away;

	private volatile Optional<String> problem = Optional.empty();

	private volatile List<String> concerns = List.of();

	/**
	 * @param onGone told when the streamer has gone
	 */
	StreamerMonitor(Streamer streamer, Consumer<CameraEvent> listener, Consumer<CameraException> onGone) {
		this.streamer = streamer;
		this.listener = listener;
		this.onGone = onGone;
		this.executor = Executors.newScheduledThreadPool(THREADS, (work) -> {
			Thread thread = new Thread(work, "camera-hisilicon-watch");
			thread.setDaemon(true);
			return thread;
		});
	}

	/** Begins to look, and does the other work as often as said. */
	void start(List<Chore> chores) {
		every(PERIOD_MILLIS, this::look);
		chores.forEach((chore) -> every(chore.periodMillis(), () -> {
			if (!this.away) {
				chore.work().run();
			}
		}));
	}

	/** Work to be done again and again while the streamer is there. */
	record Chore(long periodMillis, Runnable work) {
	}

	private void every(long millis, Runnable work) {
		this.executor.scheduleWithFixedDelay(() -> {
			try {
				work.run();
			}
			catch (RuntimeException ex) {
				logger.log(System.Logger.Level.ERROR, "looking after the streamer failed", ex);
			}
		}, millis, millis, TimeUnit.MILLISECONDS);
	}

	private void look() {
		if (this.streamer.isChanging()) {
			return;
		}
		try {
			StreamerConfig config = StreamerConfig
				.parse(this.streamer.anyway().get(Streamer.CONFIG, ASKING, StreamerHttp.DOCUMENT).orUnavailable());
			found(config);
		}
		catch (CameraException ex) {
			// What a change that began meanwhile has caused is its own matter.
			if (!this.streamer.isChanging()) {
				missed(String.valueOf(ex.getMessage()));
			}
		}
	}

	private void found(StreamerConfig config) throws CameraException {
		this.lost = 0;
		if (this.away) {
			this.streamer.back();
			this.concerns = concerns(config);
			this.away = false;
			this.problem = Optional.empty();
			this.listener.accept(new CameraEvent.Available("the streamer answers again"));
		}
		else {
			this.concerns = concerns(config);
		}
	}

	private List<String> concerns(StreamerConfig config) throws CameraException {
		List<String> concerns = new ArrayList<>();
		ConfigSchema schema = this.streamer.schema();
		if (this.away || ++this.looks % LOOKS_A_SCHEMA == 0) {
			this.sameSchema = this.streamer.presentSchema().isLike(schema);
		}
		if (!this.sameSchema) {
			concerns.add("it offers other settings than when it was opened: restart this service to use them");
		}
		if (!schema.unusable().isEmpty()) {
			concerns.add("its schema contradicts itself, so these are left alone: " + few(schema.unusable()));
		}
		List<String> violated = schema.violated(config);
		if (!violated.isEmpty()) {
			concerns.add("it holds values that its own schema does not allow: " + few(violated));
		}
		return concerns;
	}

	private static String few(List<String> keys) {
		return String.join(", ", keys.subList(0, Math.min(5, keys.size()))) + ((keys.size() > 5) ? ", …" : "");
	}

	private void missed(String reason) {
		this.lost++;
		this.problem = Optional.of(reason);
		if (this.lost >= LOOKS && !this.away) {
			this.away = true;
			this.streamer.gone(reason);
			this.onGone.accept(CameraException.unavailable(reason));
			this.listener.accept(new CameraEvent.Unavailable(reason));
		}
	}

	/** Why the streamer cannot be used now. */
	Optional<String> problem() {
		return this.away ? this.problem : Optional.empty();
	}

	/** What is odd about a streamer that works. */
	List<String> concerns() {
		return this.concerns;
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
