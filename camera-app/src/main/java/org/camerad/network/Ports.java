package org.camerad.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.camerad.cgi.CgiFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * The ports that the contract is served on: one, and for a moment two while it moves. The
 * only class that knows Tomcat's connectors. The management port is none of its business.
 */
@Component
class Ports implements WebServerFactoryCustomizer<WebServerFactory>, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(Ports.class);

	private static final Duration DRAIN = Duration.ofSeconds(5);

	private final ObjectProvider<WebServerFactory> factory;

	private final ObjectProvider<SavedPort> saved;

	private @Nullable Service service;

	Ports(ObjectProvider<WebServerFactory> factory, ObjectProvider<SavedPort> saved) {
		this.factory = factory;
		this.saved = saved;
	}

	/** After Boot's own customizers, which set the configured port. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	/** The saved port is the one to start on, unless somebody else has it. */
	@Override
	public void customize(WebServerFactory configured) {
		int port = this.saved.getObject().port();
		if (port == configured.getPort() || port == 0) {
			return;
		}
		if (isFree(configured.getAddress(), port)) {
			configured.setPort(port);
		}
		else {
			logger.error("the saved port {} is in use by another program; listening on {} instead", port,
					configured.getPort());
		}
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

	@EventListener
	void started(ServletWebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null
				&& event.getWebServer() instanceof TomcatWebServer tomcat) {
			this.service = tomcat.getTomcat().getService();
		}
	}

	/** The port that is listened on; the newest, while it moves. */
	synchronized int current() {
		List<Connector> open = connectors();
		return open.isEmpty() ? 0 : open.get(open.size() - 1).getLocalPort();
	}

	/**
	 * Listens on a port as well, unless that is done already.
	 * @throws CgiFault {@code port error} when it cannot be had
	 */
	synchronized void listen(int port) {
		if (port == 0 || connectors().stream().anyMatch((connector) -> connector.getLocalPort() == port)) {
			return;
		}
		Connector connector = this.factory.getObject().newConnector(port);
		try {
			requireService().addConnector(connector);
			start(connector);
			logger.info("listening on port {}", port);
		}
		catch (LifecycleException | RuntimeException ex) {
			logger.warn("port {} cannot be had: {}", port, rootMessage(ex));
			discard(connector);
			throw CgiFault.of("port error");
		}
	}

	/** A service that runs starts what is added, and only logs when that fails. */
	private static void start(Connector connector) throws LifecycleException {
		if (!connector.getState().isAvailable()) {
			connector.start();
		}
		if (connector.getLocalPort() <= 0) {
			throw new LifecycleException("not listening");
		}
	}

	/**
	 * Leaves one port open; requests under way on others are finished first.
	 * @return whether that port is listened on
	 */
	synchronized boolean settle(int port) {
		if (port == 0) {
			return true;
		}
		try {
			listen(port);
		}
		catch (CgiFault fault) {
			return false;
		}
		for (Connector connector : connectors()) {
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
		long deadline = System.nanoTime() + DRAIN.toNanos();
		while (isBusy(connector) && System.nanoTime() - deadline < 0) {
			LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
		}
		discard(connector);
		logger.info("no longer listening on port {}", port);
	}

	private static boolean isBusy(Connector connector) {
		Executor executor = connector.getProtocolHandler().getExecutor();
		return executor instanceof ThreadPoolExecutor pool && pool.getActiveCount() > 0;
	}

	private void discard(Connector connector) {
		try {
			requireService().removeConnector(connector);
			connector.destroy();
		}
		catch (LifecycleException ex) {
			logger.warn("a connector does not close: {}", ex.toString());
		}
	}

	private List<Connector> connectors() {
		Service running = this.service;
		return (running == null) ? List.of() : new ArrayList<>(Arrays.asList(running.findConnectors()));
	}

	private Service requireService() {
		Service running = this.service;
		if (running == null) {
			throw new IllegalStateException("the web server has not started");
		}
		return running;
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root.toString();
	}

}
