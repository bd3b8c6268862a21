package org.camerad.live.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.rtsp.RtspEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import org.camerad.limit.Refusals;
import org.camerad.live.LiveTraffic;
import org.camerad.live.MediaInterceptor;
import org.camerad.live.ViewerPlaces;
import org.camerad.session.HeaderAuthenticator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The RTSP connections of one camera and the event loop that serves them. Created for the
 * first client, because Netty needs time and memory that a camera without clients saves.
 * Confined to the event loop unless stated otherwise.
 */
final class ConnectionManager implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionManager.class);

	/** The kernel's send buffer of a connection. Linux allocates twice this value. */
	private static final int SOCKET_BUFFER_BYTES = 256 * 1024;

	/**
	 * The limits of the data that waits for a playing client beyond the kernel's buffer.
	 * Clients share frames.
	 */
	static final WriteBufferWaterMark PLAYING_WATER_MARK = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

	/** The same for a client over TLS, which shares no bytes with others. */
	static final WriteBufferWaterMark SECURE_WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

	/** The limit of the data that waits for all clients over TLS together. */
	private static final long MAX_SECURE_BYTES = Math.min(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

	/** The limits of the responses that wait for a client before it plays. */
	private static final WriteBufferWaterMark REQUEST_WATER_MARK = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

	private static final int REPORT_INTERVAL_SECONDS = 5;

	private static final int MAX_CONNECTIONS = 2048;

	private final EventLoop loop;

	private final ExecutorService sourceExecutor = workerPool("rtsp-sources", 64);

	/** Runs the slow steps of handshakes. A client that finds it full is disconnected. */
	private final ExecutorService handshakeExecutor = workerPool("rtsp-handshakes", 256);

	private final MediaSources media;

	private final HeaderAuthenticator authenticator;

	private final Set<RtspConnection> connections = new LinkedHashSet<>();

	private final Options options;

	private final ViewerPlaces viewers;

	private final Refusals refusals;

	private final Future<?> ticks;

	private @Nullable UdpPorts udp;

	private int seconds;

	/** The number of open connections. */
	private final AtomicInteger open;

	private final LiveTraffic traffic;

	/**
	 * The options of the connections.
	 *
	 * @param timeout the idle time after which a session ends
	 * @param clock the wall clock
	 * @param address the address that UDP ports are bound to, null for all
	 * @param connectionsPerAddress the open connections from one address
	 * @param interceptor alters the traffic, null for none
	 */
	record Options(Duration timeout, Clock clock, @Nullable InetAddress address, int connectionsPerAddress,
			@Nullable RtspInterceptor interceptor) {
	}

	ConnectionManager(RtspEventLoops loops, CameraMedia camera, HeaderAuthenticator authenticator, Options options,
			ViewerPlaces viewers, Refusals refusals, AtomicInteger open, LiveTraffic traffic) {
		this.loop = loops.next();
		this.authenticator = authenticator;
		this.options = options;
		this.viewers = viewers;
		this.refusals = refusals;
		this.open = open;
		this.traffic = traffic;
		RtspInterceptor interceptor = options.interceptor();
		this.media = new MediaSources(camera, (interceptor != null) ? interceptor.media() : MediaInterceptor.NONE,
				options.clock(), this.loop, this.sourceExecutor, this::endSlowClients);
		this.ticks = this.loop.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
	}

	/** Returns an executor of one thread, which ends when it has been idle for 5 s. */
	private static ExecutorService workerPool(String name, int queue) {
		ThreadPoolExecutor workerPool = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(queue), new DefaultThreadFactory(name, true));
		workerPool.allowCoreThreadTimeOut(true);
		return workerPool;
	}

	EventLoop loop() {
		return this.loop;
	}

	HeaderAuthenticator authenticator() {
		return this.authenticator;
	}

	MediaSources media() {
		return this.media;
	}

	/** Returns the places of the camera's viewers. Thread-safe. */
	ViewerPlaces viewers() {
		return this.viewers;
	}

	/** Returns the counts of the camera's viewers. Thread-safe. */
	LiveTraffic traffic() {
		return this.traffic;
	}

	/** Returns the idle time after which a session ends. */
	Duration timeout() {
		return this.options.timeout();
	}

	/**
	 * Returns the UDP ports, which the first call opens.
	 * @throws IOException if no pair of ports can be opened
	 */
	UdpPorts udp() throws IOException {
		UdpPorts open = this.udp;
		if (open == null) {
			open = UdpPorts.open(this.loop, this.options.address());
			this.udp = open;
		}
		return open;
	}

	/**
	 * Registers an accepted connection with the event loop. Thread-safe.
	 * @param tls encrypts the connection, null for clear text
	 */
	void accept(SocketChannel accepted, @Nullable RtspTls tls) {
		NioSocketChannel channel = new NioSocketChannel(accepted);
		channel.config().setOption(ChannelOption.TCP_NODELAY, true);
		channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
		channel.config().setOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES);
		channel.config().setWriteBufferWaterMark(REQUEST_WATER_MARK);
		channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(2048));
		if (tls != null) {
			channel.pipeline().addLast(tls.handler(accepted.socket().getInetAddress(), this.handshakeExecutor));
		}
		channel.pipeline().addLast(new RtspEncoder(), new RequestDecoder());
		RtspInterceptor interceptor = this.options.interceptor();
		if (interceptor != null) {
			interceptor.install(channel.pipeline());
		}
		channel.pipeline().addLast(new RtspConnection(this, channel, tls != null));
		this.loop.register(channel);
	}

	/**
	 * Adds a connection. Beyond the maximum of its address or of all, the oldest
	 * connection that does not play is closed.
	 */
	void add(RtspConnection connection) {
		this.connections.add(connection);
		String group = connection.addressGroup();
		Predicate<RtspConnection> same = (present) -> present.addressGroup().equals(group);
		if (this.connections.stream().filter(same).count() > this.options.connectionsPerAddress()) {
			this.refusals.add(group);
			closeOldest(same);
		}
		else if (this.connections.size() > MAX_CONNECTIONS) {
			closeOldest((present) -> true);
		}
	}

	private void closeOldest(Predicate<RtspConnection> among) {
		this.connections.stream()
			.filter((present) -> among.test(present) && !present.isPlaying() && !present.isEnded())
			.findFirst()
			.ifPresent(RtspConnection::closeNow);
	}

	void remove(RtspConnection connection) {
		this.connections.remove(connection);
		this.open.decrementAndGet();
	}

	/** Ends the connections that match. Thread-safe. */
	void end(Predicate<RtspConnection> which, String reason) {
		this.loop.execute(() -> List.copyOf(this.connections)
			.stream()
			.filter(which)
			.forEach((connection) -> connection.end(reason)));
	}

	private void tick() {
		try {
			long now = System.nanoTime();
			List.copyOf(this.connections).forEach((connection) -> connection.tick(now));
			if (secureBytes() > MAX_SECURE_BYTES) {
				endSlowClients();
			}
			if (++this.seconds % REPORT_INTERVAL_SECONDS == 0) {
				this.media.sendReports();
			}
		}
		catch (RuntimeException ex) {
			logger.error("checking the RTSP connections failed; trying again in 1 s", ex);
		}
	}

	/** Returns the bytes that wait for clients over TLS. */
	private long secureBytes() {
		return this.connections.stream().filter(RtspConnection::isSecure).mapToLong(RtspConnection::waitingBytes).sum();
	}

	/**
	 * Ends the slow clients, because they hold the memory that the other clients need.
	 */
	private void endSlowClients() {
		long now = System.nanoTime();
		List.copyOf(this.connections)
			.stream()
			.filter((connection) -> connection.isSlow(now))
			.forEach((connection) -> connection.end("the client is slow and the send buffer budget is exceeded"));
	}

	@Override
	public void close() {
		this.loop.submit(() -> {
			this.ticks.cancel(false);
			List.copyOf(this.connections).forEach((connection) -> connection.end("the service stops"));
			if (this.udp != null) {
				this.udp.close();
			}
		}).awaitUninterruptibly(3, TimeUnit.SECONDS);
		this.sourceExecutor.shutdown();
		this.handshakeExecutor.shutdownNow();
	}

}
