package org.camerad.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.camerad.cgi.RequestedCamera;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.ConfigurationException;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.tls.ServerCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The ports of the contract of one camera. HTTP has one connector, or two while the port
 * changes, or none; HTTPS has one that stays, or none. Any thread.
 */
public final class CameraPort {

	private static final Logger logger = LoggerFactory.getLogger(CameraPort.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "ports that cannot be had");

	private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

	private final Connectors connectors;

	private final RequestedCamera camera;

	private final Options options;

	private final @Nullable ServerCertificate certificate;

	/** The open connectors of HTTP, the newest last. */
	private final List<Connector> open = new ArrayList<>();

	private @Nullable Connector secure;

	private volatile int savedPort;

	/**
	 * The configuration of the ports.
	 *
	 * @param port the configured HTTP port, 0 for any
	 * @param http whether HTTP is on
	 * @param httpsPort the HTTPS port, 0 for none
	 * @param reserved tells the ports of this process that HTTP must not take
	 * @param connectionsPerAddress the open connections from one address to one port
	 * @param meters the meters of the camera
	 */
	public record Options(int port, boolean http, int httpsPort, IntPredicate reserved, int connectionsPerAddress,
			CameraMeters meters) {
	}

	CameraPort(Connectors connectors, RequestedCamera camera, Options options,
			@Nullable ServerCertificate certificate) {
		this.connectors = connectors;
		this.camera = camera;
		this.certificate = certificate;
		this.options = options;
		this.savedPort = options.port();
	}

	Options options() {
		return this.options;
	}

	@Nullable ServerCertificate certificate() {
		return this.certificate;
	}

	/**
	 * Sets the saved port, on which the service starts unless another program uses it; 0
	 * for any.
	 */
	public void startOn(int port) {
		this.savedPort = port;
	}

	/**
	 * Returns the HTTP port to start on.
	 * @param taken the ports of cameras before this one, to which its own is added
	 * @throws ConfigurationException when another camera uses the port
	 */
	int startPort(@Nullable InetAddress address, Set<Integer> taken) {
		int start = savedOrConfigured(address, taken);
		if (start != 0 && !taken.add(start)) {
			throw new ConfigurationException("server.port",
					"port " + start + " is the saved port of another camera; set other ports");
		}
		return start;
	}

	private int savedOrConfigured(@Nullable InetAddress address, Set<Integer> taken) {
		int configured = this.options.port();
		if (this.savedPort == configured || this.savedPort == 0) {
			return configured;
		}
		if (!taken.contains(this.savedPort) && !isReserved(this.savedPort) && isFree(address, this.savedPort)) {
			return this.savedPort;
		}
		logger.error("the saved port {} is in use by another program, camera or service; listening on {} instead",
				this.savedPort, configured);
		return configured;
	}

	private static boolean isFree(@Nullable InetAddress address, int port) {
		try (ServerSocket probe = new ServerSocket()) {
			probe.setReuseAddress(true);
			probe.bind(new InetSocketAddress(address, port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Returns whether HTTPS, RTSP or the management of this process uses a port. */
	boolean isReserved(int port) {
		return this.options.reserved().test(port);
	}

	/**
	 * Opens the ports of a camera that is added while the web server runs.
	 * @throws IOException when the service cannot listen on one of them
	 */
	public synchronized void open(@Nullable InetAddress address) throws IOException {
		ServerCertificate own = this.certificate;
		try {
			if (this.options.http()) {
				opened(this.connectors.open(this.options, savedOrConfigured(address, Set.of()), null));
			}
			if (this.options.httpsPort() != 0 && own != null) {
				openedSecure(this.connectors.open(this.options, this.options.httpsPort(), own));
			}
			register();
		}
		catch (LifecycleException | RuntimeException ex) {
			throw new IOException(rootMessage(ex), ex);
		}
	}

	/**
	 * Closes all ports, after their requests under way have ended, for at most five
	 * seconds each.
	 */
	public synchronized void close() {
		List.copyOf(this.open).forEach(this::drain);
		Connector secured = this.secure;
		if (secured != null) {
			this.secure = null;
			drain(secured);
		}
		this.connectors.remove(this);
	}

	synchronized void opened(Connector connector) {
		this.open.add(connector);
	}

	synchronized void openedSecure(Connector connector) {
		this.secure = connector;
	}

	synchronized void register() {
		this.open.forEach(this::register);
		if (this.secure != null) {
			register(this.secure);
		}
	}

	private void register(Connector connector) {
		register(connector.getLocalPort());
	}

	/** Makes requests on a port find the camera; 0 is ignored. */
	void register(int port) {
		if (port != 0) {
			this.connectors.register(port, this.camera);
		}
	}

	/**
	 * Returns the port on which clients find the contract: the HTTP port, the new one
	 * while it changes, or the HTTPS port if HTTP is off; 0 before the web server has
	 * started.
	 */
	public int current() {
		Connector newest = newest();
		return (newest == null) ? 0 : newest.getLocalPort();
	}

	/** Returns the port on which the camera serves HTTP, 0 for none. */
	public synchronized int http() {
		return this.open.isEmpty() ? 0 : Math.max(0, this.open.get(this.open.size() - 1).getLocalPort());
	}

	/** Returns the port on which the camera serves HTTPS, 0 for none. */
	public synchronized int https() {
		return (this.secure == null) ? 0 : Math.max(0, this.secure.getLocalPort());
	}

	/**
	 * Sends a request to the {@link #current} port. Does nothing before the web server
	 * has started.
	 * @throws IOException when there is no response within two seconds
	 */
	public void probe() throws IOException {
		Connector newest = newest();
		if (newest != null && newest.getLocalPort() > 0) {
			PortProbe.check(newest);
		}
	}

	private synchronized @Nullable Connector newest() {
		return this.open.isEmpty() ? this.secure : this.open.get(this.open.size() - 1);
	}

	/**
	 * Also listens on a port, unless it does already. Without HTTP the port is only
	 * saved.
	 * @return whether the service listens on the port
	 */
	synchronized boolean listen(int port) {
		if (port == 0 || !this.options.http()
				|| this.open.stream().anyMatch((connector) -> connector.getLocalPort() == port)) {
			return true;
		}
		try {
			opened(this.connectors.open(this.options, port, null));
			register();
			logger.info("listening on port {}", port);
			return true;
		}
		catch (LifecycleException | RuntimeException ex) {
			repeated.log(Level.WARN, "cannot listen on port {}: {}", port, rootMessage(ex));
			return false;
		}
	}

	/**
	 * Closes all other ports, after their requests under way have ended.
	 * @return whether the service listens on the port
	 */
	synchronized boolean closeOthers(int port) {
		if (port == 0 || !this.options.http()) {
			return true;
		}
		if (!listen(port)) {
			return false;
		}
		for (Connector connector : List.copyOf(this.open)) {
			if (connector.getLocalPort() != port) {
				drain(connector);
			}
		}
		return true;
	}

	private void drain(Connector connector) {
		int port = connector.getLocalPort();
		connector.pause();
		connector.getProtocolHandler().closeServerSocketGraceful();
		long deadline = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
		while (isBusy(connector) && System.nanoTime() - deadline < 0) {
			LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
		}
		this.open.remove(connector);
		this.connectors.discard(connector, port, this.camera);
		logger.info("no longer listening on port {}", port);
	}

	private static boolean isBusy(Connector connector) {
		return connector.getProtocolHandler() instanceof LenientProtocol protocol && protocol.isBusy();
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root.toString();
	}

}
