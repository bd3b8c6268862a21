package org.camerad.onvif;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import org.camerad.operation.RateLimitedLogger;
import org.camerad.thread.SharedTimer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The responder of WS-Discovery for all cameras of this process. It has a socket and a
 * thread while a camera is to be discovered. It answers only senders in a subnet of this
 * host, at most 10 times a second each. Thread-safe.
 */
public final class Discovery implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Discovery.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "problems of WS-Discovery");

	/** The specification's APP_MAX_DELAY. */
	private static final int MAX_DELAY_MILLIS = 500;

	private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

	/** The addresses of the host change less often, and cost more to read. */
	private static final int CHECKS_PER_READING = 5;

	private final @Nullable InetAddress bound;

	private final int port;

	private final DiscoveryLimits limits = new DiscoveryLimits(System::nanoTime);

	/** The cameras with what was announced last, empty for nothing. */
	private final Map<DiscoveryTarget, Optional<DiscoveryTarget.Metadata>> cameras = new ConcurrentHashMap<>();

	private volatile DiscoveryInterfaces interfaces = new DiscoveryInterfaces(List.of());

	private @Nullable DiscoverySocket socket;

	private @Nullable Future<?> check;

	private int checks;

	/** True after a failure to open the socket, which is logged once. */
	private boolean failed;

	/**
	 * Creates a responder without a socket.
	 * @param bound the only address on which cameras listen, null for all
	 */
	public Discovery(@Nullable InetAddress bound) {
		this(bound, DiscoverySocket.PORT);
	}

	Discovery(@Nullable InetAddress bound, int port) {
		this.bound = bound;
		this.port = port;
	}

	/** Makes a camera answer, and announces it within 500 ms. */
	synchronized void add(DiscoveryTarget camera) {
		if (this.cameras.putIfAbsent(camera, Optional.empty()) == null && this.check == null) {
			this.check = SharedTimer.repeat(CHECK_INTERVAL, this::check);
		}
	}

	/** Ends the answers of a camera, and announces that it is going. */
	synchronized void remove(DiscoveryTarget camera) {
		Optional<DiscoveryTarget.Metadata> announced = this.cameras.remove(camera);
		if (announced != null) {
			announced.ifPresent((about) -> bye(camera, about));
		}
		if (this.cameras.isEmpty()) {
			close();
		}
	}

	/** Follows changes of the host's addresses and of the cameras. */
	private synchronized void check() {
		DiscoverySocket open = open();
		if (open != null) {
			boolean moved = this.checks++ % CHECKS_PER_READING == 0 && readAddresses(open);
			this.cameras.forEach((camera, announced) -> check(camera, announced, moved));
		}
	}

	/** Returns whether the addresses have changed. */
	private boolean readAddresses(DiscoverySocket open) {
		try {
			DiscoveryInterfaces now = DiscoveryInterfaces.read(this.bound);
			open.join(now);
			boolean moved = !now.equals(this.interfaces);
			this.interfaces = now;
			if (moved) {
				logger.info("clients find the cameras by WS-Discovery on UDP port {} at {}", this.port, now);
			}
			return moved;
		}
		catch (SocketException ex) {
			repeated.log(Level.WARN, "WS-Discovery cannot read the network interfaces: {}", ex.toString());
			return false;
		}
	}

	private @Nullable DiscoverySocket open() {
		if (this.socket == null && !this.cameras.isEmpty()) {
			try {
				this.socket = new DiscoverySocket(this.port, this::received);
				this.failed = false;
			}
			catch (IOException ex) {
				if (!this.failed) {
					logger.warn("WS-Discovery is off: UDP port {} cannot be opened: {}; stop the program that uses it,"
							+ " or set camera.onvif.discovery=false; clients can still use the camera's address",
							this.port, ex.toString());
				}
				this.failed = true;
			}
		}
		return this.socket;
	}

	private void check(DiscoveryTarget camera, Optional<DiscoveryTarget.Metadata> announced, boolean moved) {
		Optional<DiscoveryTarget.Metadata> current = camera.metadata();
		if (current.equals(announced) && !moved) {
			return;
		}
		this.cameras.replace(camera, current);
		if (current.isPresent()) {
			SharedTimer.later(randomDelay(), () -> hello(camera));
		}
		else {
			announced.ifPresent((about) -> bye(camera, about));
		}
	}

	private static Duration randomDelay() {
		return Duration.ofMillis(ThreadLocalRandom.current().nextInt(MAX_DELAY_MILLIS));
	}

	private synchronized void hello(DiscoveryTarget camera) {
		Optional<DiscoveryTarget.Metadata> about = this.cameras.getOrDefault(camera, Optional.empty());
		about.ifPresent((metadata) -> this.interfaces.addresses()
			.forEach((local) -> announce(DiscoveryWriter.hello(camera, metadata, local.host()), local)));
	}

	private void bye(DiscoveryTarget camera, DiscoveryTarget.Metadata about) {
		this.interfaces.addresses().forEach((local) -> announce(DiscoveryWriter.bye(camera, about), local));
	}

	private void announce(byte[] message, DiscoveryInterfaces.Local local) {
		DiscoverySocket open = this.socket;
		if (open == null) {
			return;
		}
		try {
			open.announce(message, local.name());
		}
		catch (IOException ex) {
			repeated.log(Level.WARN, "WS-Discovery cannot announce a camera at {}: {}", local, ex.toString());
		}
	}

	/** Handles a datagram. What comes from elsewhere or too often costs no parsing. */
	private void received(InetSocketAddress sender, byte[] datagram) {
		Optional<DiscoveryInterfaces.Local> local = this.interfaces.findOnLink(sender.getAddress());
		if (local.isEmpty() || sender.getPort() == 0 || !this.limits.admits(sender.getAddress())) {
			return;
		}
		DiscoveryRequest.read(datagram)
			.filter((request) -> this.limits.isNew(sender, request.messageId()))
			.ifPresent((request) -> this.cameras.keySet()
				.forEach((camera) -> answer(request, camera, local.get().host(), sender)));
	}

	private void answer(DiscoveryRequest request, DiscoveryTarget camera, String host, InetSocketAddress to) {
		boolean matches = camera.metadata().filter(request::matches).isPresent();
		if (matches && this.limits.addWaiting(to.getAddress())) {
			later(randomDelay(), new Waiting(request.answer(), camera, host, to));
		}
	}

	/** An answer that waits for its time. */
	private record Waiting(DiscoveryRequest.Answer answer, DiscoveryTarget camera, String host, InetSocketAddress to) {
	}

	private void later(Duration delay, Waiting answer) {
		SharedTimer.later(delay, () -> {
			long longer = this.limits.takeWaiting(answer.to().getAddress());
			if (longer > 0) {
				later(Duration.ofNanos(longer), answer);
			}
			else {
				send(answer);
			}
		});
	}

	private void send(Waiting answer) {
		Optional<DiscoveryTarget.Metadata> about = answer.camera().metadata();
		DiscoverySocket open = current();
		if (open == null || about.isEmpty() || !this.cameras.containsKey(answer.camera())) {
			return;
		}
		try {
			open.send(DiscoveryWriter.matches(answer.answer(), answer.camera(), about.get(), answer.host()),
					answer.to());
		}
		catch (IOException ex) {
			repeated.log(Level.WARN, "WS-Discovery cannot answer {}: {}", answer.to(), ex.toString());
		}
	}

	private synchronized @Nullable DiscoverySocket current() {
		return this.socket;
	}

	/** Closes the socket. */
	@Override
	public synchronized void close() {
		this.cameras.clear();
		this.interfaces = new DiscoveryInterfaces(List.of());
		if (this.check != null) {
			this.check.cancel(false);
			this.check = null;
			this.checks = 0;
		}
		if (this.socket != null) {
			this.socket.close();
			this.socket = null;
		}
	}

}
