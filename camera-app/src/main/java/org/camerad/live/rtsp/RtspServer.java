package org.camerad.live.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.device.DeviceReset;
import org.camerad.operation.CameraProperties;
import org.camerad.session.StreamLogIns;
import org.camerad.user.UserChanged;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The port that live streams are watched on. Until somebody comes this is a socket and a
 * thread that waits. A port that is in use does not keep the service from starting: it is
 * tried again, and health says so.
 */
@Component("rtspHealthIndicator")
class RtspServer implements HealthIndicator {

	private static final Logger logger = LoggerFactory.getLogger(RtspServer.class);

	private static final int BACKLOG = 256;

	private static final Duration RETRY = Duration.ofSeconds(10);

	private final int port;

	private final @Nullable InetAddress address;

	private final MediaSources sources;

	private final StreamLogIns logIns;

	private final Duration timeout;

	private final Clock clock;

	private final Hub.Counters counters = new Hub.Counters();

	private final Object waiting = new Object();

	private volatile @Nullable ServerSocketChannel socket;

	private volatile @Nullable Hub hub;

	private volatile @Nullable String problem;

	private volatile boolean closed;

	RtspServer(CameraProperties properties, Environment environment, MediaSources sources, StreamLogIns logIns,
			Clock clock, MeterRegistry meters) {
		this.port = properties.rtsp().port();
		this.timeout = properties.rtsp().timeout();
		this.address = environment.getProperty("server.address", InetAddress.class);
		this.sources = sources;
		this.logIns = logIns;
		this.clock = clock;
		meters.gauge("camera.rtsp.connections", this.counters.connections());
		meters.gauge("camera.rtsp.viewers", this.counters.viewers());
		FunctionCounter.builder("camera.rtsp.bytes", this.counters.bytes(), java.util.concurrent.atomic.LongAdder::sum)
			.register(meters);
		FunctionCounter
			.builder("camera.rtsp.dropped", this.counters.dropped(), java.util.concurrent.atomic.LongAdder::sum)
			.register(meters);
	}

	@EventListener
	void started(ApplicationReadyEvent event) {
		if (this.port == 0) {
			return;
		}
		Thread thread = new Thread(this::serve, "rtsp-accept");
		thread.setDaemon(true);
		// Bound before the service says that it has started, where that can be.
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
				pause();
				tryListen();
			}
		}
	}

	private void pause() {
		synchronized (this.waiting) {
			try {
				if (!this.closed) {
					this.waiting.wait(RETRY.toMillis());
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
				opened.bind(new InetSocketAddress(this.address, this.port), BACKLOG);
			}
			catch (IOException ex) {
				opened.close();
				throw ex;
			}
			this.socket = opened;
			this.problem = null;
			logger.info("live streams on rtsp://HOST:{}/stream1 and /stream2", this.port);
		}
		catch (IOException ex) {
			report("camera.rtsp.port: port " + this.port + " cannot be listened on (" + ex.getMessage()
					+ "); no live streams over RTSP, trying again");
		}
	}

	private void report(String what) {
		if (!what.equals(this.problem)) {
			logger.error(what);
		}
		this.problem = what;
	}

	private void accept(ServerSocketChannel listening) {
		try {
			take(listening.accept());
		}
		catch (ClosedChannelException ex) {
			logger.debug("the port is closed", ex);
		}
		catch (IOException ex) {
			logger.warn("an RTSP connection cannot be taken: {}", ex.toString());
			pause();
		}
	}

	private void take(SocketChannel accepted) throws IOException {
		Hub serving = hub();
		this.counters.connections().incrementAndGet();
		try {
			serving.take(accepted);
		}
		catch (RuntimeException ex) {
			this.counters.connections().decrementAndGet();
			accepted.close();
			logger.warn("an RTSP connection cannot be served", ex);
		}
	}

	private synchronized Hub hub() throws ClosedChannelException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
		Hub serving = this.hub;
		if (serving == null) {
			serving = new Hub(this.sources, this.logIns, new Hub.Setting(this.timeout, this.clock, this.address),
					this.counters);
			this.hub = serving;
		}
		return serving;
	}

	@EventListener
	void userChanged(UserChanged change) {
		Hub serving = this.hub;
		if (serving != null) {
			serving.end((connection) -> connection.user().equals(change.name()), "its user has changed");
		}
	}

	@EventListener
	void reset(DeviceReset reset) {
		Hub serving = this.hub;
		if (serving != null) {
			serving.end((connection) -> true, "the camera starts anew");
		}
	}

	/** Before the device is closed; the management port's context tells it too. */
	@EventListener
	void closed(ContextClosedEvent event) throws IOException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		synchronized (this.waiting) {
			this.waiting.notifyAll();
		}
		ServerSocketChannel listening = this.socket;
		if (listening != null) {
			listening.close();
		}
		close();
	}

	private synchronized void close() {
		Hub serving = this.hub;
		if (serving != null) {
			serving.close();
		}
	}

	@Override
	public Health health() {
		String wrong = this.problem;
		return (wrong == null) ? Health.up().withDetail("port", this.port).build()
				: Health.status(new Status("DEGRADED")).withDetail("problem", wrong).build();
	}

}
