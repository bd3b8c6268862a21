package org.camerad.network;

import java.io.File;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.camerad.cgi.FaultValve;
import org.camerad.cgi.RequestBody;
import org.camerad.limit.Refusals;
import org.camerad.limit.TrustedProxies;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.CameraProperties;
import org.camerad.tls.ServerCertificate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.stereotype.Component;

/**
 * Boot's web server factory, configured for the requests of the contract's clients. It
 * can also create connectors for further ports. The management port has a factory of its
 * own of the same class.
 */
@Component
class WebServerFactory extends TomcatServletWebServerFactory {

	/**
	 * The characters that clients send unencoded in passwords, although RFC 3986 requires
	 * encoding.
	 */
	private static final String UNENCODED = "\"<>[\\]^`{|}";

	/** Client-initiated handshakes cost a server more than a client; Java allows them. */
	private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

	static {
		if (System.getProperty(REJECT_RENEGOTIATION) == null) {
			System.setProperty(REJECT_RENEGOTIATION, "true");
		}
	}

	/** The limits of any body on the management port. */
	private static final RequestBody.Limits MANAGEMENT_BODIES = new RequestBody.Limits(64 * 1024,
			Duration.ofSeconds(10), 0);

	private final int connectionsPerAddress;

	private final TrustedProxies proxies;

	private final MeterRegistry meters;

	/** The threads of all ports of cameras, null for the management port. */
	private @Nullable EndpointHub hub;

	/**
	 * The camera of the next connector that is configured, null for the management port.
	 */
	private CameraPort.@Nullable Options camera;

	/** The certificate of the next connector that is configured, null for HTTP. */
	private @Nullable ServerCertificate certificate;

	WebServerFactory(CameraProperties properties, MeterRegistry meters) {
		setProtocol(LenientProtocol.class.getName());
		File folder = ServerFolder.create();
		setBaseDirectory(folder);
		setDocumentRoot(folder);
		this.connectionsPerAddress = properties.limits().connectionsPerAddress();
		this.proxies = TrustedProxies.of(properties.trustedProxies());
		this.meters = meters;
		if (!this.proxies.isEmpty()) {
			addEngineValves(new ForwardedAddressValve(this.proxies));
		}
	}

	/**
	 * Makes the ports those of cameras, before they are opened: they share their threads,
	 * and only endpoints that open a body read it.
	 */
	void serveCameras(CameraPort.Options first) {
		this.camera = first;
		this.hub = new EndpointHub();
	}

	@Override
	protected void customizeConnector(Connector connector) {
		super.customizeConnector(connector);
		// The snapshot's other spelling has a password in its path.
		connector.setEncodedSolidusHandling("passthrough");
		connector.setEncodedReverseSolidusHandling("passthrough");
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
			http.setRelaxedQueryChars(UNENCODED);
			http.setRelaxedPathChars(UNENCODED);
			// Refuses an upload before the client sends the body.
			http.setContinueResponseTiming("onRead");
			http.setMaxSwallowSize(0);
		}
		if (connector.getProtocolHandler() instanceof LenientProtocol protocol) {
			protocol.limit(limits(this.camera));
		}
		if (this.hub != null && connector.getProtocolHandler() instanceof LenientProtocol protocol) {
			protocol.join(this.hub);
		}
		if (this.certificate != null) {
			HttpsConnector.encrypt(connector, this.certificate);
		}
	}

	private PortLimits limits(CameraPort.@Nullable Options camera) {
		// All meters of a name have the same tags; the process is camera 0.
		CameraMeters own = (camera != null) ? camera.meters() : new CameraMeters(this.meters, Tags.of("camera", "0"));
		int perAddress = (camera != null) ? camera.connectionsPerAddress() : this.connectionsPerAddress;
		Refusals refusals = new Refusals("connection", "camera.limits.connections-per-address=" + perAddress,
				own.counter("camera.connections.refused"));
		return new PortLimits(perAddress, this.proxies, (camera != null) ? null : MANAGEMENT_BODIES, refusals,
				own.counter("camera.responses.unread"));
	}

	/**
	 * Makes the server's own connector one of HTTPS, and tells browsers that there is no
	 * HTTP.
	 */
	void serveOnlyTls(ServerCertificate certificate) {
		this.certificate = certificate;
		addEngineValves(new StrictTransportValve());
	}

	/**
	 * Replaces the error valves of Tomcat and Boot, so that all errors have the
	 * contract's form.
	 */
	@Override
	protected void postProcessContext(Context context) {
		if (context.getParent() instanceof StandardHost host) {
			for (Valve valve : host.getPipeline().getValves()) {
				if (valve instanceof ErrorReportValve) {
					host.getPipeline().removeValve(valve);
				}
			}
			host.setErrorReportValveClass(FaultValve.class.getName());
		}
	}

	/**
	 * Creates a connector that is configured by the same properties as the first one.
	 * @param certificate its certificate, null for HTTP
	 */
	Connector newConnector(CameraPort.Options options, int port, @Nullable ServerCertificate certificate) {
		Connector connector = new Connector(getProtocol());
		connector.setThrowOnFailure(true);
		// Bound at start and released at stop, like Boot's own connector.
		connector.setProperty("bindOnInit", "false");
		int configuredPort = getPort();
		ServerCertificate configuredCertificate = this.certificate;
		CameraPort.Options configuredCamera = this.camera;
		try {
			setPort(port);
			this.camera = options;
			this.certificate = certificate;
			customizeConnector(connector);
		}
		finally {
			setPort(configuredPort);
			this.certificate = configuredCertificate;
			this.camera = configuredCamera;
		}
		return connector;
	}

}
