package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.camerad.driver.CameraException;
import org.camerad.driver.flow.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * One track of the streamer's, relayed to all subscribers by one connection that is there
 * while somebody is subscribed. It breaks at each reload of the pipeline and is taken up
 * again; only when it stays away do the subscriptions end.
 *
 * @param <T> what is published
 */
abstract class MediaFeed<T> implements Flow.Publisher<T> {

	private static final System.Logger logger = System.getLogger(MediaFeed.class.getName());

	private static final int MOST_VIEWERS = 256;

	private static final Duration LIMIT = Duration.ofSeconds(4);

	private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(8);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

	private final String threadName;

	private final Supplier<RtspAddress> address;

	private final String media;

	private final Predicate<T> startsAnew;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<Viewer> viewers = new CopyOnWriteArrayList<>();

	private @Nullable Thread worker;

	/** When the last packet came; the worker's own. */
	private long lastNanos;

	private volatile @Nullable RtspConnection connection;

	private volatile @Nullable CameraException closed;

	/**
	 * @param media the track's kind
	 * @param startsAnew after which pieces one that has missed some can go on
	 */
	MediaFeed(String threadName, Supplier<RtspAddress> address, String media, Predicate<T> startsAnew) {
		this.threadName = threadName;
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
		this.viewers.forEach((viewer) -> viewer.show(piece));
	}

	@Override
	public final void subscribe(Flow.Subscriber<? super T> subscriber) {
		Viewer viewer = new Viewer(subscriber);
		this.lock.lock();
		try {
			if (this.closed != null) {
				viewer.fail(this.closed);
			}
			else if (this.viewers.size() >= MOST_VIEWERS) {
				viewer.fail(CameraException.unavailable("too many viewers"));
			}
			else {
				this.viewers.add(viewer);
				start();
			}
		}
		finally {
			this.lock.unlock();
		}
		viewer.open();
	}

	private void start() {
		if (this.worker == null) {
			this.worker = new Thread(this::serve, this.threadName);
			this.worker.setDaemon(true);
			this.worker.start();
		}
	}

	private void serve() {
		this.lastNanos = System.nanoTime();
		while (isWatched()) {
			try {
				relay();
			}
			catch (IOException ex) {
				logger.log(System.Logger.Level.DEBUG, "the streamer's " + this.media + " broke off", ex);
				if (System.nanoTime() - this.lastNanos > AWAY_NANOS) {
					end(CameraException.unavailable("the streamer's " + this.media + " at " + this.address.get()
							+ " has stopped: " + ex.getMessage(), ex));
					this.lastNanos = System.nanoTime();
				}
				pause();
			}
		}
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
			while (!this.viewers.isEmpty()) {
				sink.add(session.next());
				this.lastNanos = System.nanoTime();
			}
		}
		finally {
			this.connection = null;
		}
	}

	private boolean isWatched() {
		this.lock.lock();
		try {
			if (this.viewers.isEmpty()) {
				this.worker = null;
				return false;
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void pause() {
		this.lock.lock();
		try {
			long left = PAUSE_NANOS;
			while (left > 0 && !this.viewers.isEmpty()) {
				left = this.changed.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			logger.log(System.Logger.Level.DEBUG, "interrupted", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends every subscription that there is. */
	final void end(CameraException reason) {
		this.viewers.forEach((viewer) -> viewer.fail(reason));
	}

	/** Ends every subscription that there is, and each that comes. */
	public final void close(CameraException reason) {
		this.lock.lock();
		try {
			this.closed = reason;
		}
		finally {
			this.lock.unlock();
		}
		end(reason);
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

	private void remove(Outlet<T> viewer) {
		this.viewers.remove(viewer);
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A subscriber, and whether it has had everything since it could begin. */
	private final class Viewer extends Outlet<T> {

		private boolean complete;

		Viewer(Flow.Subscriber<? super T> subscriber) {
			super(subscriber, (asked) -> {
			}, MediaFeed.this::remove);
		}

		/** Only the feed's thread shows. */
		void show(T piece) {
			this.complete = hasRoom() && (this.complete || MediaFeed.this.startsAnew.test(piece));
			if (this.complete) {
				offer(piece);
			}
		}

	}

}
