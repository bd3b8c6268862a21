package org.camerad.audit;

import java.net.URI;
import java.net.URISyntaxException;

import org.camerad.operation.ConfigurationException;

/**
 * A syslog server.
 *
 * @param tls whether it is reached by TLS (RFC 5425), otherwise by UDP (RFC 5426)
 * @param host its name or address
 * @param port its port
 */
record SyslogTarget(boolean tls, String host, int port) {

	private static final String KEY = "camera.audit.syslog";

	/**
	 * Parses {@code udp://HOST:PORT} or {@code tls://HOST:PORT}. Without a port it is
	 * that of the RFC, 514 or 6514.
	 * @throws ConfigurationException for any other text
	 */
	static SyslogTarget parse(String text) {
		try {
			URI uri = new URI(text);
			boolean tls = "tls".equalsIgnoreCase(uri.getScheme());
			boolean plain = uri.getUserInfo() == null && (uri.getPath() == null || uri.getPath().isEmpty())
					&& uri.getQuery() == null && uri.getFragment() == null && uri.getHost() != null;
			if (!plain || !(tls || "udp".equalsIgnoreCase(uri.getScheme())) || uri.getPort() == 0
					|| uri.getPort() > 65535) {
				throw wrong();
			}
			String host = uri.getHost().replaceAll("^\\[|]$", "");
			return new SyslogTarget(tls, host, (uri.getPort() > 0) ? uri.getPort() : (tls ? 6514 : 514));
		}
		catch (URISyntaxException ex) {
			throw wrong();
		}
	}

	private static ConfigurationException wrong() {
		return new ConfigurationException(KEY, "must be udp://HOST:PORT or tls://HOST:PORT");
	}

	@Override
	public String toString() {
		return (this.tls ? "tls://" : "udp://") + this.host + ":" + this.port;
	}

}
