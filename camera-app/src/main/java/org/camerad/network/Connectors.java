package org.camerad.network;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.camerad.cgi.CameraDirectory;
import org.camerad.cgi.RequestedCamera;
import org.camerad.tls.ServerCertificate;
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
 * The web server's connectors: those of HTTP and of HTTPS for each camera. The connector
 * of the management port is not among them. Any thread.
 */
@Component
public final class Connectors implements WebServerFactoryCustomizer<WebServerFactory>, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(Connectors.class);

	private final ObjectProvider<WebServerFactory> factory;

	private final ObjectProvider<CameraDirectory> cameras;

	private final List<CameraPort> ports = new CopyOnWriteArrayList<>();

	private final Map<Integer, RequestedCamera> byPort = new ConcurrentHashMap<>();

	private volatile @Nullable Service service;

	Connectors(ObjectProvider<WebServerFactory> factory, ObjectProvider<CameraDirectory> cameras) {
		this.factory = factory;
		this.cameras = cameras;
	}

	/**
	 * Creates the ports of one more camera, before the web server starts.
	 * @param certificate the certificate of HTTPS, null without HTTPS
	 */
	public CameraPort port(RequestedCamera camera, CameraPort.Options options,
			@Nullable ServerCertificate certificate) {
		CameraPort port = new CameraPort(this, camera, options, certificate);
		this.ports.add(port);
		return port;
	}

	/** Returns the camera that listens on a port, null when none does. */
	public @Nullable RequestedCamera atPort(int port) {
		return this.byPort.get(port);
	}

	/**
	 * Returns the lowest precedence, to run after Boot's customizers, which set the
	 * configured port.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	/** Sets the start ports. The first camera uses the server's own connector. */
	@Override
	public void customize(WebServerFactory configured) {
		this.cameras.getObject();
		configured.serveCameras(this.ports.get(0).options());
		Set<Integer> taken = new HashSet<>();
		this.ports.stream()
			.filter((port) -> port.options().http())
			.forEach((port) -> addPlain(configured, port, port.startPort(configured.getAddress(), taken)));
		this.ports.forEach((port) -> addSecure(configured, port, port.options()));
	}

	private void addPlain(WebServerFactory configured, CameraPort port, int start) {
		// Requests may arrive before all ports are open.
		port.register(start);
		if (port == this.ports.get(0)) {
			configured.setPort(start);
			return;
		}
		Connector connector = configured.newConnector(port.options(), start, null);
		configured.addAdditionalConnectors(connector);
		port.opened(connector);
	}

	private void addSecure(WebServerFactory configured, CameraPort port, CameraPort.Options options) {
		ServerCertificate certificate = port.certificate();
		if (options.httpsPort() == 0 || certificate == null) {
			return;
		}
		port.register(options.httpsPort());
		if (port == this.ports.get(0) && !options.http()) {
			configured.setPort(options.httpsPort());
			configured.serveOnlyTls(certificate);
			return;
		}
		Connector connector = configured.newConnector(options, options.httpsPort(), certificate);
		configured.addAdditionalConnectors(connector);
		port.openedSecure(connector);
	}

	@EventListener
	void started(ServletWebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null
				&& event.getWebServer() instanceof TomcatWebServer tomcat) {
			this.service = tomcat.getTomcat().getService();
			CameraPort first = this.ports.get(0);
			Connector own = tomcat.getTomcat().getConnector();
			if (first.options().http()) {
				first.opened(own);
			}
			else {
				first.openedSecure(own);
			}
			this.ports.forEach(CameraPort::register);
		}
	}

	void register(int port, RequestedCamera camera) {
		this.byPort.put(port, camera);
	}

	/**
	 * Opens one more connector.
	 * @param certificate its certificate, null for HTTP
	 * @throws LifecycleException when the service cannot listen on the port
	 */
	Connector open(CameraPort.Options options, int port, @Nullable ServerCertificate certificate)
			throws LifecycleException {
		Connector connector = newConnector(options, port, certificate);
		try {
			requireService().addConnector(connector);
			// A running service starts the added connector, but only logs a failure.
			if (!connector.getState().isAvailable()) {
				connector.start();
			}
			if (connector.getLocalPort() <= 0) {
				throw new LifecycleException("not listening");
			}
			return connector;
		}
		catch (LifecycleException | RuntimeException ex) {
			discard(connector);
			throw ex;
		}
	}

	/**
	 * Creates a connector. Synchronized, because the factory changes its own port
	 * meanwhile.
	 */
	private synchronized Connector newConnector(CameraPort.Options options, int port,
			@Nullable ServerCertificate certificate) {
		return this.factory.getObject().newConnector(options, port, certificate);
	}

	/** Removes the ports of a camera that is no longer hosted. */
	void remove(CameraPort port) {
		this.ports.remove(port);
	}

	/** Closes a connector and releases its port. */
	void discard(Connector connector, int port, RequestedCamera camera) {
		// Another camera may listen on that port by now.
		this.byPort.remove(port, camera);
		discard(connector);
	}

	private void discard(Connector connector) {
		try {
			requireService().removeConnector(connector);
			connector.destroy();
		}
		catch (LifecycleException ex) {
			logger.warn("a connector cannot be closed: {}", ex.toString());
		}
	}

	private Service requireService() {
		Service running = this.service;
		if (running == null) {
			throw new IllegalStateException("the web server has not started");
		}
		return running;
	}

}
