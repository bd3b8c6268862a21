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
import org.camerad.live.LiveTraffic.Protocol;
import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The MJPEG broadcast of one stream to all its clients, with one encoding, one buffer and
 * one thread. A client that is still receiving a picture skips the next one; a client
 * that reads nothing for 10 s is disconnected. The broadcast subscribes to the camera
 * only while it has clients.
 */
final class MjpegBroadcast implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(MjpegBroadcast.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "MJPEG clients");

	private static final long WRITE_TIMEOUT_NANOS = Duration.ofSeconds(10).toNanos();

	private static final long TICK_MILLIS = 1000;

	private final String name;

	private final Supplier<Flow.Publisher<Picture>> source;

	private final Runnable onPicture;

	private final LiveTraffic traffic;

	private volatile MediaInterceptor interceptor = MediaInterceptor.NONE;

	/** Tasks for the broadcast's thread. Bounded by the number of connections. */
	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final LatestPictureSubscriber latest = new LatestPictureSubscriber(this::wake, this::onEnd);

	private final MultipartFrame.Pool pool = new MultipartFrame.Pool();

	private final Set<MjpegClient> clients = new LinkedHashSet<>();

	private @Nullable MultipartFrame lastFrame;

	private volatile @Nullable Selector selector;

	private volatile int count;

	private volatile boolean closed;

	/**
	 * Creates a broadcast without clients.
	 * @param onPicture runs for each picture of the camera
	 */
	MjpegBroadcast(String name, Supplier<Flow.Publisher<Picture>> source, Runnable onPicture, LiveTraffic traffic) {
		this.name = name;
		this.source = source;
		this.onPicture = onPicture;
		this.traffic = traffic;
	}

	/** Passes all following pictures through an interceptor. */
	void intercept(MediaInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	/** Returns the number of clients. Thread-safe. */
	int clients() {
		return this.count;
	}

	/**
	 * Returns the owner of one client's connection.
	 * @param fps the maximum number of pictures per second, 0 for no limit
	 */
	DetachedConnection.Owner client(int fps) {
		return new DetachedConnection.Owner() {

			@Override
			public void onOpen(DetachedConnection connection) {
				join(new MjpegClient(connection, fps));
			}

			@Override
			public void onClose(DetachedConnection connection) {
				execute(() -> find(connection::equals).forEach(MjpegBroadcast.this::remove));
			}

		};
	}

	private void join(MjpegClient client) {
		if (this.closed || !start()) {
			client.connection().close();
			return;
		}
		execute(() -> {
			this.clients.add(client);
			this.traffic.open(Protocol.MJPEG);
			this.count = this.clients.size();
			if (this.count == 1) {
				subscribe(client);
			}
			else if (this.lastFrame != null) {
				send(client, this.lastFrame, System.nanoTime());
			}
		});
	}

	private void subscribe(MjpegClient first) {
		try {
			this.source.get().subscribe(this.latest);
		}
		catch (RuntimeException ex) {
			repeated.log(Level.WARN, "stream {} has no pictures; its client is disconnected: {}", this.name,
					ex.getMessage());
			disconnect(first);
		}
	}

	/** Disconnects the clients whose connection matches. Thread-safe. */
	void end(Predicate<DetachedConnection> which) {
		execute(() -> find(which).forEach(this::disconnect));
	}

	private List<MjpegClient> find(Predicate<DetachedConnection> which) {
		return this.clients.stream().filter((client) -> which.test(client.connection())).toList();
	}

	private void execute(Runnable task) {
		Selector selector = this.selector;
		if (selector != null) {
			this.tasks.add(task);
			selector.wakeup();
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
			repeated.log(Level.ERROR, "stream {} cannot be sent as MJPEG; its client is disconnected: {}", this.name,
					ex.toString());
			return false;
		}
		Thread thread = new Thread(this::loop, "mjpeg-" + this.name);
		thread.setDaemon(true);
		thread.start();
		return true;
	}

	private void loop() {
		Selector selector = this.selector;
		while (selector != null && !this.closed) {
			try {
				selector.select(TICK_MILLIS);
				processEvents(selector);
			}
			catch (IOException | RuntimeException ex) {
				logger.error("sending pictures of stream {} failed", this.name, ex);
			}
		}
		new ArrayList<>(this.clients).forEach(this::disconnect);
	}

	private void processEvents(Selector selector) throws IOException {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
		long now = System.nanoTime();
		writeReady(selector);
		Picture picture = this.latest.take();
		if (picture != null) {
			this.onPicture.run();
			sendToAll(picture, now);
		}
		new ArrayList<>(this.clients).stream()
			.filter((client) -> client.blockedNanos(now) > WRITE_TIMEOUT_NANOS)
			.forEach(this::disconnectStuck);
	}

	private void writeReady(Selector selector) {
		for (SelectionKey key : selector.selectedKeys()) {
			try {
				key.interestOps(0);
				continueSending((MjpegClient) key.attachment());
			}
			catch (CancelledKeyException ex) {
				// The connection is closed; its client is about to be removed.
			}
		}
		selector.selectedKeys().clear();
	}

	private void sendToAll(Picture picture, long now) {
		MultipartFrame frame = this.pool.fill(this.interceptor.picture(picture.jpeg()));
		for (MjpegClient client : List.copyOf(this.clients)) {
			if (!client.isDue(now)) {
				continue;
			}
			if (client.isSending()) {
				this.traffic.addDropped(Protocol.MJPEG);
			}
			else {
				send(client, frame, now);
			}
		}
		MultipartFrame previous = this.lastFrame;
		this.lastFrame = frame;
		if (previous != null) {
			this.pool.release(previous);
		}
		this.latest.request();
	}

	private void send(MjpegClient client, MultipartFrame frame, long now) {
		client.begin(frame, this.interceptor.resetsConnection(), now);
		continueSending(client);
	}

	private void continueSending(MjpegClient client) {
		try {
			long before = client.sentBytes();
			MultipartFrame sent = client.send();
			this.traffic.addBytes(Protocol.MJPEG, client.sentBytes() - before);
			Selector selector = this.selector;
			if (sent != null) {
				this.pool.release(sent);
				resetIfTruncated(client);
			}
			else if (client.isSending() && selector != null) {
				client.connection().awaitWritable(selector, client);
			}
		}
		catch (IOException ex) {
			disconnect(client);
		}
	}

	private void resetIfTruncated(MjpegClient client) {
		if (client.isTruncated()) {
			remove(client);
			client.connection().reset();
		}
	}

	private void disconnectStuck(MjpegClient client) {
		repeated.log(Level.INFO, "disconnecting an MJPEG client of stream {} that has read nothing for {} s: user {}",
				this.name, Duration.ofNanos(WRITE_TIMEOUT_NANOS).toSeconds(), client.connection().user());
		disconnect(client);
	}

	private void disconnect(MjpegClient client) {
		remove(client);
		client.connection().close();
	}

	private void remove(MjpegClient client) {
		if (!this.clients.remove(client)) {
			return;
		}
		this.traffic.close(Protocol.MJPEG);
		MultipartFrame held = client.detachFrame();
		if (held != null) {
			this.pool.release(held);
		}
		this.count = this.clients.size();
		if (this.clients.isEmpty()) {
			this.latest.cancel();
			this.lastFrame = null;
		}
	}

	/**
	 * Disconnects all clients, so that they notice the end of the stream and reconnect.
	 */
	private void onEnd(@Nullable Throwable failure) {
		if (failure != null) {
			repeated.log(Level.WARN, "stream {} has failed; its MJPEG clients are disconnected: {}", this.name,
					failure.getMessage());
		}
		end((client) -> true);
	}

	private void wake() {
		Selector selector = this.selector;
		if (selector != null) {
			selector.wakeup();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		wake();
	}

}
