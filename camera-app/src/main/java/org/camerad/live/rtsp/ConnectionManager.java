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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.rtsp.RtspEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import org.camerad.live.MediaInterceptor;
import org.camerad.session.HeaderAuthenticator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop that serves all viewers of one camera, and what lives on it. Made when
 * the first client comes, because Netty takes time and memory that nobody needs before.
 */
final class ConnectionManager implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionManager.class);

	/** What the kernel may hold for a viewer; twice that, as Linux counts. */
	private static final int SOCKET_BUFFER = 256 * 1024;

	/** What waits for a viewer beyond that; pieces are shared by all. */
	static final WriteBufferWaterMark WATCHING = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

	/** Answers that may wait for a client that does not read them. */
	private static final WriteBufferWaterMark ASKING = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

	private static final int REPORT_SECONDS = 5;

	private static final int MOST_CONNECTIONS = 2048;

	private final EventLoop loop;

	private final ExecutorService sources = pool("rtsp-sources", 64);

	private final ExecutorService logInWork = pool("rtsp-log-in", 64);

	private final MediaSources media;

	private final HeaderAuthenticator logIns;

	private final Set<RtspConnection> connections = new LinkedHashSet<>();

	private final Setting setting;

	private final Future<?> ticking;

	private @Nullable UdpPorts udp;

	private int seconds;

	/** What is counted; read by other threads. */
	record Counters(AtomicInteger connections, AtomicInteger viewers, LongAdder bytes, LongAdder dropped) {

		Counters() {
			this(new AtomicInteger(), new AtomicInteger(), new LongAdder(), new LongAdder());
		}

	}

	private final Counters counters;

	/**
	 * How it serves.
	 *
	 * @param timeout how long a session lives that is not heard of
	 * @param clock the wall clock
	 * @param address what UDP ports are bound to, null for all
	 * @param interceptor alters the traffic, null for none
	 */
	record Setting(Duration timeout, Clock clock, @Nullable InetAddress address,
			@Nullable RtspInterceptor interceptor) {
	}

	ConnectionManager(RtspEventLoops loops, CameraMedia sources, HeaderAuthenticator logIns, Setting setting,
			Counters counters) {
		this.loop = loops.next();
		this.logIns = logIns;
		this.setting = setting;
		this.counters = counters;
		RtspInterceptor interceptor = setting.interceptor();
		this.media = new MediaSources(sources, (interceptor != null) ? interceptor.media() : MediaInterceptor.NONE,
				setting.clock(), this.loop, this.sources, this::relieve);
		this.ticking = this.loop.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
	}

	/** A thread that is there while it has work. */
	private static ExecutorService pool(String name, int queue) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue),
				new DefaultThreadFactory(name, true));
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	EventLoop loop() {
		return this.loop;
	}

	ExecutorService logInWork() {
		return this.logInWork;
	}

	HeaderAuthenticator logIns() {
		return this.logIns;
	}

	MediaSources media() {
		return this.media;
	}

	Counters counters() {
		return this.counters;
	}

	/** How long a session lives that is not heard of. */
	Duration timeout() {
		return this.setting.timeout();
	}

	/** The UDP ports, opened when first needed. */
	UdpPorts udp() throws IOException {
		UdpPorts open = this.udp;
		if (open == null) {
			open = UdpPorts.open(this.loop, this.setting.address());
			this.udp = open;
		}
		return open;
	}

	/** Takes an accepted connection over. Any thread. */
	void take(SocketChannel accepted) {
		NioSocketChannel channel = new NioSocketChannel(accepted);
		channel.config().setOption(ChannelOption.TCP_NODELAY, true);
		channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
		channel.config().setOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER);
		channel.config().setWriteBufferWaterMark(ASKING);
		channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(2048));
		channel.pipeline().addLast(new RtspEncoder(), new RequestDecoder());
		RtspInterceptor interceptor = this.setting.interceptor();
		if (interceptor != null) {
			interceptor.install(channel.pipeline());
		}
		channel.pipeline().addLast(new RtspConnection(this, channel));
		this.loop.register(channel);
	}

	/** Beyond the most, the oldest one that watches nothing makes room. */
	void joined(RtspConnection connection) {
		this.connections.add(connection);
		if (this.connections.size() > MOST_CONNECTIONS) {
			this.connections.stream()
				.filter((present) -> !present.isWatching() && !present.isEnded())
				.findFirst()
				.ifPresent(RtspConnection::cut);
		}
	}

	void left(RtspConnection connection) {
		this.connections.remove(connection);
		this.counters.connections().decrementAndGet();
	}

	/** Ends connections. Any thread. */
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
			if (++this.seconds % REPORT_SECONDS == 0) {
				this.media.report();
			}
		}
		catch (RuntimeException ex) {
			logger.error("looking after the viewers failed", ex);
		}
	}

	/** The viewers that are behind go, so that the others can stay. */
	private void relieve() {
		long now = System.nanoTime();
		List.copyOf(this.connections)
			.stream()
			.filter((connection) -> connection.isBehind(now))
			.forEach((connection) -> connection.end("too slow, and memory is short"));
	}

	@Override
	public void close() {
		this.loop.submit(() -> {
			this.ticking.cancel(false);
			List.copyOf(this.connections).forEach((connection) -> connection.end("the service stops"));
			if (this.udp != null) {
				this.udp.close();
			}
		}).awaitUninterruptibly(3, TimeUnit.SECONDS);
		this.sources.shutdown();
		this.logInWork.shutdownNow();
	}

}
