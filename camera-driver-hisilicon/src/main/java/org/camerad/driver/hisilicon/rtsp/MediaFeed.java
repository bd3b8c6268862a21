package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.flow.Outlet;
import org.camerad.driver.hisilicon.feed.SharedFeed;
import org.jspecify.annotations.Nullable;

/**
 * One track of the streamer's, relayed to all subscribers by one connection that is there
 * while somebody is subscribed. It breaks at each reload of the pipeline and is taken up
 * again; only when it stays away do the subscriptions end.
 *
 * @param <T> what is published
 */
abstract class MediaFeed<T> extends SharedFeed<T, MediaFeed.Viewer<T>> {

	private static final System.Logger logger = System.getLogger(MediaFeed.class.getName());

	private static final Duration LIMIT = Duration.ofSeconds(4);

	private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(8);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

	private final Supplier<RtspAddress> address;

	private final String media;

	private final Predicate<T> startsAnew;

	/** When the last packet came; the worker's own. */
	private long lastNanos;

	private volatile @Nullable RtspConnection connection;

	/**
	 * @param media the track's kind
	 * @param startsAnew after which pieces one that has missed some can go on
	 */
	MediaFeed(String threadName, Supplier<RtspAddress> address, String media, Predicate<T> startsAnew) {
		super(threadName);
		this.address = address;
		this.media = media;
		this.startsAnew = startsAnew;
	}

	/** Takes the packets of one connection's track. */
	interface Sink {

		void add(RtpPacket packet) throws IOException;

	}

	/** Who makes pieces of a track's packets and shows them. */
	abstract Sink sink(Sdp.Track track) throws IOException;

	final void show(T piece) {
		viewers().forEach((viewer) -> viewer.show(piece));
	}

	@Override
	protected final Viewer<T> viewer(Flow.Subscriber<? super T> subscriber) {
		return new Viewer<>(subscriber, this);
	}

	@Override
	protected final void serve() {
		this.lastNanos = System.nanoTime();
		try {
			while (await(() -> true)) {
				try {
					relay();
				}
				catch (IOException ex) {
					brokenOff(ex);
				}
			}
		}
		catch (InterruptedException ex) {
			end(CameraException.unavailable("the camera is closed", ex));
		}
	}

	private void brokenOff(IOException why) throws InterruptedException {
		logger.log(System.Logger.Level.DEBUG, "the streamer's " + this.media + " broke off", why);
		if (System.nanoTime() - this.lastNanos > AWAY_NANOS) {
			end(CameraException.unavailable(
					"the streamer's " + this.media + " at " + this.address.get() + " has stopped: " + why.getMessage(),
					why));
			this.lastNanos = System.nanoTime();
		}
		pause(PAUSE_NANOS);
	}

	/** Relays for as long as somebody watches. */
	private void relay() throws IOException {
		try (RtspConnection session = new RtspConnection(this.address.get(), LIMIT)) {
			this.connection = session;
			Sdp.Track track = session.describe()
				.track(this.media)
				.orElseThrow(() -> new IOException("it has no " + this.media));
			Sink sink = sink(track);
			session.play(track);
			while (isWatched()) {
				sink.add(session.next());
				this.lastNanos = System.nanoTime();
			}
		}
		finally {
			this.connection = null;
		}
	}

	/** What it waits for is the connection. */
	@Override
	protected final void interrupt(Thread serving) {
		RtspConnection open = this.connection;
		if (open != null) {
			try {
				open.close();
			}
			catch (IOException ex) {
				logger.log(System.Logger.Level.DEBUG, "closing", ex);
			}
		}
	}

	/** A subscriber, and whether it has had everything since it could begin. */
	static final class Viewer<T> extends Outlet<T> {

		private final Predicate<T> startsAnew;

		private boolean complete;

		Viewer(Flow.Subscriber<? super T> subscriber, MediaFeed<T> feed) {
			super(subscriber, (asked) -> {
			}, feed::remove);
			this.startsAnew = feed.startsAnew;
		}

		/** Only the feed's thread shows. */
		void show(T piece) {
			this.complete = hasRoom() && (this.complete || this.startsAnew.test(piece));
			if (this.complete) {
				offer(piece);
			}
		}

	}

}
