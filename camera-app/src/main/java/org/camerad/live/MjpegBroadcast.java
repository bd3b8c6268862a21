package org.camerad.live;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.camerad.driver.Picture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream's pictures for however many viewers: one encoding, one buffer, one thread. A
 * viewer that is still busy with a picture misses the next; one that takes nothing for a
 * while is cut off. The camera is asked for pictures only while somebody looks.
 */
final class MjpegBroadcast implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(MjpegBroadcast.class);

	private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

	private static final long TICK_MILLIS = 1000;

	private final String name;

	private final Supplier<Flow.Publisher<Picture>> source;

	private volatile MediaInterceptor interceptor = MediaInterceptor.NONE;

	/** Bounded by the number of connections. */
	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final LatestPictureSubscriber newest = new LatestPictureSubscriber(this::wake, this::ended);

	private final MultipartFrame.Pool pool = new MultipartFrame.Pool();

	private final Set<MjpegClient> viewers = new LinkedHashSet<>();

	private @Nullable MultipartFrame last;

	private volatile @Nullable Selector selector;

	private volatile int count;

	private volatile boolean closed;

	MjpegBroadcast(String name, Supplier<Flow.Publisher<Picture>> source) {
		this.name = name;
		this.source = source;
	}

	/** Passes all pictures through an interceptor from now on. */
	void intercept(MediaInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	/** How many are looking. */
	int viewers() {
		return this.count;
	}

	/**
	 * A holder for one viewer's connection.
	 * @param fps the most pictures a second that it wants, 0 for all
	 */
	DetachedConnection.Holder viewer(int fps) {
		return new DetachedConnection.Holder() {

			@Override
			public void joined(DetachedConnection connection) {
				join(new MjpegClient(connection, fps));
			}

			@Override
			public void left(DetachedConnection connection) {
				run(() -> find(connection::equals).forEach(MjpegBroadcast.this::remove));
			}

		};
	}

	private void join(MjpegClient viewer) {
		if (this.closed || !start()) {
			viewer.connection().close();
			return;
		}
		run(() -> {
			this.viewers.add(viewer);
			this.count = this.viewers.size();
			if (this.count == 1) {
				subscribe(viewer);
			}
			else if (this.last != null) {
				send(viewer, this.last, System.nanoTime());
			}
		});
	}

	private void subscribe(MjpegClient first) {
		try {
			this.source.get().subscribe(this.newest);
		}
		catch (RuntimeException ex) {
			logger.warn("the {} stream has no pictures: {}", this.name, ex.getMessage());
			cut(first);
		}
	}

	/** Ends the viewers of a user, or all. */
	void end(Predicate<DetachedConnection> which) {
		run(() -> find(which).forEach(this::cut));
	}

	private List<MjpegClient> find(Predicate<DetachedConnection> which) {
		return this.viewers.stream().filter((viewer) -> which.test(viewer.connection())).toList();
	}

	private void run(Runnable task) {
		Selector open = this.selector;
		if (open != null) {
			this.tasks.add(task);
			open.wakeup();
		}
	}

	private synchronized boolean start() {
		if (this.selector != null) {
			return true;
		}
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			logger.error("no more viewers: {}", ex.toString());
			return false;
		}
		Thread thread = new Thread(this::loop, "mjpeg-" + this.name);
		thread.setDaemon(true);
		thread.start();
		return true;
	}

	private void loop() {
		Selector open = this.selector;
		while (open != null && !this.closed) {
			try {
				open.select(TICK_MILLIS);
				turn(open);
			}
			catch (IOException | RuntimeException ex) {
				logger.error("sending pictures failed", ex);
			}
		}
		new ArrayList<>(this.viewers).forEach(this::cut);
	}

	private void turn(Selector open) throws IOException {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
		long now = System.nanoTime();
		writable(open);
		Picture picture = this.newest.take();
		if (picture != null) {
			spread(picture, now);
		}
		new ArrayList<>(this.viewers).stream()
			.filter((viewer) -> viewer.blockedFor(now) > PATIENCE)
			.forEach(this::cutStuck);
	}

	private void writable(Selector open) {
		for (SelectionKey key : open.selectedKeys()) {
			try {
				key.interestOps(0);
				proceed((MjpegClient) key.attachment());
			}
			catch (CancelledKeyException ex) {
				// The connection is closed, and its viewer on the way out.
			}
		}
		open.selectedKeys().clear();
	}

	private void spread(Picture picture, long now) {
		MultipartFrame part = this.pool.fill(this.interceptor.picture(picture.jpeg()));
		for (MjpegClient viewer : List.copyOf(this.viewers)) {
			if (viewer.isDue(now)) {
				send(viewer, part, now);
			}
		}
		MultipartFrame former = this.last;
		this.last = part;
		if (former != null) {
			this.pool.release(former);
		}
		this.newest.request();
	}

	private void send(MjpegClient viewer, MultipartFrame part, long now) {
		viewer.begin(part, this.interceptor.resetsConnection(), now);
		proceed(viewer);
	}

	private void proceed(MjpegClient viewer) {
		try {
			MultipartFrame done = viewer.send();
			Selector open = this.selector;
			if (done != null) {
				this.pool.release(done);
				breakOff(viewer);
			}
			else if (viewer.isBusy() && open != null) {
				viewer.connection().awaitWritable(open, viewer);
			}
		}
		catch (IOException ex) {
			cut(viewer);
		}
	}

	private void breakOff(MjpegClient viewer) {
		if (viewer.isCut()) {
			remove(viewer);
			viewer.connection().reset();
		}
	}

	private void cutStuck(MjpegClient viewer) {
		logger.info("a viewer of the {} stream has read nothing for {} s and is cut off: {}", this.name,
				Duration.ofNanos(PATIENCE).toSeconds(), viewer.connection().user());
		cut(viewer);
	}

	private void cut(MjpegClient viewer) {
		remove(viewer);
		viewer.connection().close();
	}

	private void remove(MjpegClient viewer) {
		if (!this.viewers.remove(viewer)) {
			return;
		}
		MultipartFrame held = viewer.letGo();
		if (held != null) {
			this.pool.release(held);
		}
		this.count = this.viewers.size();
		if (this.viewers.isEmpty()) {
			this.newest.cancel();
			this.last = null;
		}
	}

	/** Viewers come again; ending them tells them that something is wrong. */
	private void ended(@Nullable Throwable failure) {
		if (failure != null) {
			logger.warn("the {} stream has no more pictures: {}", this.name, failure.getMessage());
		}
		end((viewer) -> true);
	}

	private void wake() {
		Selector open = this.selector;
		if (open != null) {
			open.wakeup();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		wake();
	}

}
