package org.camerad.live.rtsp;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.camerad.live.rtp.MediaFormats;
import org.camerad.live.rtp.RtpWriter;
import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The source of the metadata of one stream. It asks for documents ten times a second
 * while it has holders. Confined to the event loop.
 */
final class MetadataSource {

	private static final RateLimitedLogger repeated = new RateLimitedLogger(
			LoggerFactory.getLogger(MetadataSource.class), "metadata over RTSP");

	private static final int INTERVAL_MILLIS = 100;

	/** A client that missed documents waits for a complete one. */
	private static final long COMPLETE_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

	/** The maximum number of documents that a client may leave pending. */
	private static final int MAX_PENDING = 20;

	private final Supplier<Optional<MetadataFeed>> feeds;

	private final TrackSubscribers subscribers;

	private final ScheduledExecutorService loop;

	private final Set<Object> holders = new HashSet<>();

	/** Null without holders. */
	private @Nullable MetadataFeed feed;

	private @Nullable Future<?> ticks;

	private long completeNanos;

	private long lastNanos = Long.MIN_VALUE;

	/**
	 * Creates a source.
	 * @param feeds opens a feed, empty if the stream has no metadata
	 */
	MetadataSource(Supplier<Optional<MetadataFeed>> feeds, TrackSubscribers subscribers,
			ScheduledExecutorService loop) {
		this.feeds = feeds;
		this.subscribers = subscribers;
		this.loop = loop;
	}

	TrackSubscribers subscribers() {
		return this.subscribers;
	}

	/** Returns whether the stream has metadata. */
	boolean isPresent() {
		return this.feed != null || this.feeds.get().isPresent();
	}

	/** Adds a holder. The source runs while it has holders. */
	void acquire(Object holder) {
		this.holders.add(holder);
		if (this.ticks == null) {
			this.feed = this.feeds.get().orElse(null);
			this.subscribers.setFormat(MediaFormats.metadata());
			this.ticks = this.loop.scheduleAtFixedRate(this::tick, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	void release(Object holder) {
		this.holders.remove(holder);
		if (this.ticks != null && this.holders.isEmpty()) {
			this.ticks.cancel(false);
			this.ticks = null;
			this.feed = null;
			this.subscribers.reset();
		}
	}

	private void tick() {
		MetadataFeed running = this.feed;
		if (running == null || this.subscribers.isEmpty()) {
			return;
		}
		try {
			long now = System.nanoTime();
			boolean complete = this.subscribers.hasWaiting() || now - this.completeNanos >= COMPLETE_INTERVAL_NANOS;
			this.completeNanos = complete ? now : this.completeNanos;
			running.next(complete).ifPresent((document) -> send(document, complete));
		}
		catch (RuntimeException ex) {
			repeated.log(Level.ERROR, "no metadata for RTSP clients", ex);
		}
	}

	/** Sends a document. The RTP time does not go back. */
	private void send(MetadataFeed.Document document, boolean complete) {
		RtpWriter writer = this.subscribers.writer();
		if (writer != null) {
			boolean later = this.lastNanos == Long.MIN_VALUE || document.timeNanos() - this.lastNanos > 0;
			this.lastNanos = later ? document.timeNanos() : this.lastNanos + 1;
			this.subscribers.send(document.xml(), writer.timestamp(this.lastNanos), complete, MAX_PENDING);
		}
	}

}
