package org.camerad.live.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.limit.Refusals;
import org.camerad.live.LiveTraffic;
import org.camerad.live.LiveTraffic.Protocol;
import org.camerad.live.ViewerPlaces;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.session.HeaderAuthenticator;
import org.camerad.tls.ServerCertificate;
import org.camerad.user.UserListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The RTSP server of one camera, in clear text, over TLS, or both. Until the first client
 * connects, it consists of listening sockets. Thread-safe.
 */
public final class RtspServer implements HealthIndicator, UserListener, ResetListener, AutoCloseable {

	private static final RateLimitedLogger repeated = new RateLimitedLogger(LoggerFactory.getLogger(RtspServer.class),
			"RTSP connections that failed");

	/**
	 * The options of a server.
	 *
	 * @param port the TCP port, 0 for none
	 * @param tlsPort the TCP port of RTSP over TLS, 0 for none
	 * @param certificate the certificate of RTSP over TLS, null without it
	 * @param address the address that ports are bound to, null for all
	 * @param timeout the idle time after which a session ends
	 * @param connectionsPerAddress the open connections from one address
	 */
	public record Options(int port, int tlsPort, @Nullable ServerCertificate certificate, @Nullable InetAddress address,
			Duration timeout, int connectionsPerAddress) {
	}

	private final Options options;

	private final ViewerPlaces viewers;

	private final Refusals refusals;

	private final RtspEventLoops loops;

	private final CameraMedia media;

	private final HeaderAuthenticator authenticator;

	private final Clock clock;

	private final AtomicInteger connections = new AtomicInteger();

	private final LiveTraffic traffic;

	private final List<RtspListener> listeners = new ArrayList<>();

	private volatile @Nullable ConnectionManager manager;

	private volatile @Nullable RtspInterceptor interceptor;

	private volatile boolean closed;

	/**
	 * Creates the server of one camera.
	 * @param options the options of the server
	 * @param viewers the places of the camera's viewers
	 * @param loops the event loops that all cameras share
	 * @param media the camera's media
	 * @param authenticator checks the users
	 * @param clock the wall clock
	 * @param traffic counts the viewers of the camera
	 * @param meters the camera's metrics
	 */
	public RtspServer(Options options, ViewerPlaces viewers, RtspEventLoops loops, CameraMedia media,
			HeaderAuthenticator authenticator, Clock clock, LiveTraffic traffic, CameraMeters meters) {
		this.options = options;
		this.viewers = viewers;
		this.refusals = new Refusals("RTSP connection",
				"camera.limits.connections-per-address=" + options.connectionsPerAddress(),
				meters.counter("camera.rtsp.connections.refused"));
		this.loops = loops;
		this.media = media;
		this.authenticator = authenticator;
		this.clock = clock;
		this.traffic = traffic;
		if (options.port() != 0) {
			this.listeners.add(listener("rtsp", options.port(), null));
		}
		ServerCertificate certificate = options.certificate();
		if (options.tlsPort() != 0 && certificate != null) {
			this.listeners.add(listener("rtsps", options.tlsPort(), new RtspTls(certificate)));
		}
		meters.gauge("camera.rtsp.connections", this.connections, AtomicInteger::get);
		meters.gauge("camera.rtsp.viewers", this, RtspServer::clients);
		meters.functionCounter("camera.rtsp.bytes", traffic, (counts) -> sum(counts::bytes));
		meters.functionCounter("camera.rtsp.dropped", traffic, (counts) -> sum(counts::dropped));
	}

	/** Lets an interceptor alter all connections that are accepted after this call. */
	public void intercept(RtspInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	private RtspListener listener(String scheme, int port, @Nullable RtspTls tls) {
		return new RtspListener(scheme, new InetSocketAddress(this.options.address(), port),
				(accepted) -> hand(accepted, tls));
	}

	/** Returns the number of clients that play a stream. */
	public int clients() {
		return this.traffic.viewers(Protocol.RTSP_UDP) + this.traffic.viewers(Protocol.RTSP_TCP);
	}

	private static long sum(ToLongFunction<Protocol> count) {
		return count.applyAsLong(Protocol.RTSP_UDP) + count.applyAsLong(Protocol.RTSP_TCP);
	}

	/** Starts to listen on the configured ports. */
	public void start() {
		this.listeners.forEach(RtspListener::start);
	}

	private void hand(SocketChannel accepted, @Nullable RtspTls tls) throws IOException {
		ConnectionManager serving = manager();
		this.connections.incrementAndGet();
		try {
			serving.accept(accepted, tls);
		}
		catch (RuntimeException ex) {
			this.connections.decrementAndGet();
			accepted.close();
			repeated.log(Level.WARN, "an RTSP connection failed before its first request and is closed", ex);
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
					this.viewers, this.refusals, this.connections, this.traffic);
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
		this.listeners.forEach(RtspListener::close);
		synchronized (this) {
			if (this.manager != null) {
				this.manager.close();
				this.manager = null;
			}
		}
	}

	@Override
	public Health health() {
		String problem = this.listeners.stream()
			.map(RtspListener::problem)
			.filter(Objects::nonNull)
			.collect(Collectors.joining("; "));
		if (!problem.isEmpty()) {
			return Health.status(new Status("DEGRADED")).withDetail("problem", problem).build();
		}
		Health.Builder health = Health.up().withDetail("port", this.options.port());
		return (this.options.tlsPort() == 0) ? health.build()
				: health.withDetail("tlsPort", this.options.tlsPort()).build();
	}

}
