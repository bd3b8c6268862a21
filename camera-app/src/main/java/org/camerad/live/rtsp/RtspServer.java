package org.camerad.live.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.driver.support.failure.Reason;
import org.camerad.limit.Refusals;
import org.camerad.live.ViewerPlaces;
import org.camerad.operation.CameraMeters;
import org.camerad.session.HeaderAuthenticator;
import org.camerad.user.UserListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The RTSP server of one camera. Until the first client connects, it consists of a socket
 * and a waiting thread. If the port is in use, the service starts nevertheless: the
 * server reports the problem in its health and retries every 10 s. Thread-safe.
 */
public final class RtspServer implements HealthIndicator, UserListener, ResetListener, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RtspServer.class);

	private static final int BACKLOG = 256;

	private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

	/**
	 * The options of a server.
	 *
	 * @param port the TCP port, 0 for no server
	 * @param address the address that ports are bound to, null for all
	 * @param timeout the idle time after which a session ends
	 * @param connectionsPerAddress the open connections from one address
	 */
	public record Options(int port, @Nullable InetAddress address, Duration timeout, int connectionsPerAddress) {
	}

	private final Options options;

	private final ViewerPlaces viewers;

	private final Refusals refusals;

	private final RtspEventLoops loops;

	private final CameraMedia media;

	private final HeaderAuthenticator authenticator;

	private final Clock clock;

	private final ConnectionManager.Counters counters = new ConnectionManager.Counters();

	private final Object retryLock = new Object();

	private volatile @Nullable ServerSocketChannel socket;

	private volatile @Nullable ConnectionManager manager;

	private volatile @Nullable RtspInterceptor interceptor;

	private volatile @Nullable String problem;

	private volatile boolean closed;

	/**
	 * Creates the server of one camera.
	 * @param options the options of the server
	 * @param viewers the places of the camera's viewers
	 * @param loops the event loops that all cameras share
	 * @param media the camera's media
	 * @param authenticator checks the users
	 * @param clock the wall clock
	 * @param meters the camera's metrics
	 */
	public RtspServer(Options options, ViewerPlaces viewers, RtspEventLoops loops, CameraMedia media,
			HeaderAuthenticator authenticator, Clock clock, CameraMeters meters) {
		this.options = options;
		this.viewers = viewers;
		this.refusals = new Refusals("RTSP connection",
				"camera.limits.connections-per-address=" + options.connectionsPerAddress(),
				meters.counter("camera.rtsp.connections.refused"));
		this.loops = loops;
		this.media = media;
		this.authenticator = authenticator;
		this.clock = clock;
		meters.gauge("camera.rtsp.connections", this.counters.connections(), AtomicInteger::get);
		meters.gauge("camera.rtsp.viewers", this.counters.clients(), AtomicInteger::get);
		meters.functionCounter("camera.rtsp.bytes", this.counters.bytes(), LongAdder::sum);
		meters.functionCounter("camera.rtsp.dropped", this.counters.dropped(), LongAdder::sum);
	}

	/** Lets an interceptor alter all connections that are accepted after this call. */
	public void intercept(RtspInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	/** Starts to listen, unless the port is 0. */
	public void start() {
		if (this.options.port() == 0) {
			return;
		}
		Thread thread = new Thread(this::serve, "rtsp-accept");
		thread.setDaemon(true);
		// If possible, the port is bound before the service reports that it has started.
		tryListen();
		thread.start();
	}

	private void serve() {
		while (!this.closed) {
			ServerSocketChannel listening = this.socket;
			if (listening != null) {
				accept(listening);
			}
			else {
				awaitRetry();
				tryListen();
			}
		}
	}

	private void awaitRetry() {
		synchronized (this.retryLock) {
			try {
				if (!this.closed) {
					this.retryLock.wait(RETRY_INTERVAL.toMillis());
				}
			}
			catch (InterruptedException ex) {
				this.closed = true;
			}
		}
	}

	private void tryListen() {
		try {
			ServerSocketChannel opened = ServerSocketChannel.open();
			try {
				opened.bind(new InetSocketAddress(this.options.address(), this.options.port()), BACKLOG);
			}
			catch (IOException ex) {
				opened.close();
				throw ex;
			}
			this.socket = opened;
			this.problem = null;
			logger.info("RTSP streams at rtsp://HOST:{}/stream1 and /stream2", this.options.port());
		}
		catch (IOException ex) {
			reportProblem("port " + this.options.port() + " cannot be opened (" + Reason.of(ex)
					+ "); RTSP is off; set camera.rtsp.port; trying again every " + RETRY_INTERVAL.toSeconds() + " s");
		}
	}

	private void reportProblem(String text) {
		if (!text.equals(this.problem)) {
			logger.error(text);
		}
		this.problem = text;
	}

	private void accept(ServerSocketChannel listening) {
		try {
			hand(listening.accept());
		}
		catch (ClosedChannelException ex) {
			logger.debug("the RTSP port is closed", ex);
		}
		catch (IOException ex) {
			logger.warn("an RTSP connection could not be accepted; trying again in 10 s: {}", ex.toString());
			awaitRetry();
		}
	}

	private void hand(SocketChannel accepted) throws IOException {
		ConnectionManager serving = manager();
		this.counters.connections().incrementAndGet();
		try {
			serving.accept(accepted);
		}
		catch (RuntimeException ex) {
			this.counters.connections().decrementAndGet();
			accepted.close();
			logger.warn("an RTSP connection failed before its first request and is closed", ex);
		}
	}

	private synchronized ConnectionManager manager() throws ClosedChannelException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
		ConnectionManager serving = this.manager;
		if (serving == null) {
			serving = new ConnectionManager(this.loops, this.media, this.authenticator,
					new ConnectionManager.Options(this.options.timeout(), this.clock, this.options.address(),
							this.options.connectionsPerAddress(), this.interceptor),
					this.viewers, this.refusals, this.counters);
			this.manager = serving;
		}
		return serving;
	}

	@Override
	public void onUserChanged(String name, boolean deleted) {
		ConnectionManager serving = this.manager;
		if (serving != null) {
			serving.end((connection) -> connection.user().equals(name), "its user has changed");
		}
	}

	@Override
	public void onReset(Reset reset, AfterResponse afterResponse) {
		ConnectionManager serving = this.manager;
		if (serving != null) {
			serving.end((connection) -> true, "the camera restarts");
		}
	}

	/** Ends all connections and closes the port, before the camera is closed. */
	@Override
	public void close() {
		this.closed = true;
		synchronized (this.retryLock) {
			this.retryLock.notifyAll();
		}
		closeSocket();
		synchronized (this) {
			if (this.manager != null) {
				this.manager.close();
				this.manager = null;
			}
		}
	}

	private void closeSocket() {
		ServerSocketChannel listening = this.socket;
		try {
			if (listening != null) {
				listening.close();
			}
		}
		catch (IOException ex) {
			logger.warn("closing the RTSP port failed: {}", ex.toString());
		}
	}

	@Override
	public Health health() {
		String current = this.problem;
		return (current == null) ? Health.up().withDetail("port", this.options.port()).build()
				: Health.status(new Status("DEGRADED")).withDetail("problem", current).build();
	}

}
