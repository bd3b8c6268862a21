package org.camerad.network;

import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.camerad.cgi.FaultValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.stereotype.Component;

/**
 * Boot's own factory, set to take what the contract's clients send, which can also make
 * the connector of another port.
 */
@Component
class WebServerFactory extends TomcatServletWebServerFactory {

	/** The characters that clients do not encode in passwords, although RFC 3986 does. */
	private static final String RELAXED = "\"<>[\\]^`{|}";

	WebServerFactory() {
		setProtocol(LenientProtocol.class.getName());
	}

	@Override
	protected void customizeConnector(Connector connector) {
		super.customizeConnector(connector);
		// The snapshot's other spelling has a password in its path.
		connector.setEncodedSolidusHandling("passthrough");
		connector.setEncodedReverseSolidusHandling("passthrough");
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
			http.setRelaxedQueryChars(RELAXED);
			http.setRelaxedPathChars(RELAXED);
			// An upload is refused before its body is asked for.
			http.setContinueResponseTiming("onRead");
		}
	}

	/** Refusals wear the contract's form: neither Tomcat's valve nor Boot's remains. */
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

	/** A connector like the first one, configured by the same properties. */
	Connector newConnector(int port) {
		Connector connector = new Connector(getProtocol());
		connector.setThrowOnFailure(true);
		// Bound by start and given back by stop, as Boot has its own.
		connector.setProperty("bindOnInit", "false");
		int configured = getPort();
		try {
			setPort(port);
			customizeConnector(connector);
		}
		finally {
			setPort(configured);
		}
		return connector;
	}

}
