package org.camerad.network;

import java.util.Map;

import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.camerad.tls.ServerCertificate;
import org.springframework.boot.tomcat.SslConnectorCustomizer;

/** The encryption of a connector, with a certificate that may be replaced. */
final class HttpsConnector {

	/** Each session takes memory, and a client can open one after the other. */
	private static final int MAX_CACHED_SESSIONS = 256;

	private HttpsConnector() {
	}

	/** Makes a connector one of HTTPS, before it starts. */
	static void encrypt(Connector connector, ServerCertificate certificate) {
		SslConnectorCustomizer tls = new SslConnectorCustomizer(LogFactory.getLog(HttpsConnector.class), connector,
				null);
		tls.customize(certificate.bundle(), Map.of());
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
			for (SSLHostConfig host : http.findSslHostConfigs()) {
				host.setSessionCacheSize(MAX_CACHED_SESSIONS);
			}
		}
		certificate.onChange((bundle) -> tls.update(null, bundle));
	}

}
