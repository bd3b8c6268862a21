package org.camerad.network;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.stereotype.Component;

/** Boot's own factory, which can also make the connector of another port. */
@Component
class WebServerFactory extends TomcatServletWebServerFactory {

	/** A connector like the first one, configured by the same properties. */
	Connector newConnector(int port) {
		Connector connector = new Connector(getProtocol());
		connector.setThrowOnFailure(true);
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
