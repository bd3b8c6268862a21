package org.camerad.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A request of the service to its own port, as a client sends it. {@code OPTIONS *} needs
 * a connection and a worker, but reaches no interface: it changes no metrics and triggers
 * no injected fault. Any thread.
 */
final class PortProbe {

	private static final byte[] REQUEST = "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	/** The addresses of the probes under way. */
	private static final Set<InetSocketAddress> PROBES = ConcurrentHashMap.newKeySet();

	private PortProbe() {
	}

	/** Returns whether a connection comes from a probe, which no limit may refuse. */
	static boolean isProbe(InetSocketAddress remote) {
		return PROBES.contains(remote);
	}

	/**
	 * Sends a request to a connector and waits up to two seconds for the response.
	 * @throws IOException if there is no response
	 */
	static void check(Connector connector) throws IOException {
		InetAddress address = address(connector);
		try (Socket socket = new Socket()) {
			socket.bind(new InetSocketAddress(address, 0));
			InetSocketAddress own = new InetSocketAddress(address, socket.getLocalPort());
			PROBES.add(own);
			try {
				ask(socket, new InetSocketAddress(address, connector.getLocalPort()), isSecure(connector));
			}
			finally {
				PROBES.remove(own);
			}
		}
	}

	private static void ask(Socket socket, InetSocketAddress port, boolean secure) throws IOException {
		int millis = (int) TIMEOUT.toMillis();
		socket.connect(port, millis);
		socket.setSoTimeout(millis);
		if (!secure) {
			request(socket);
			return;
		}
		try (SSLSocket encrypted = (SSLSocket) trusting().getSocketFactory()
			.createSocket(socket, port.getHostString(), port.getPort(), false)) {
			request(encrypted);
		}
		catch (SSLException ex) {
			// The port responds: it may ask for the client's certificate.
		}
	}

	private static void request(Socket socket) throws IOException {
		socket.getOutputStream().write(REQUEST);
		socket.getOutputStream().flush();
		InputStream in = socket.getInputStream();
		String start = new String(in.readNBytes(5), StandardCharsets.US_ASCII);
		if (!start.equals("HTTP/")) {
			throw new IOException("the connection was closed without a response");
		}
	}

	private static InetAddress address(Connector connector) {
		InetAddress bound = (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol)
				? protocol.getAddress() : null;
		return (bound == null || bound.isAnyLocalAddress()) ? InetAddress.getLoopbackAddress() : bound;
	}

	private static boolean isSecure(Connector connector) {
		return connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http && http.isSSLEnabled();
	}

	/**
	 * Returns a context that trusts any certificate: the probe sends no secret and stays
	 * on this machine.
	 */
	private static SSLContext trusting() throws IOException {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new AnyCertificate() }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("TLS is not available", ex);
		}
	}

	/** A trust manager that accepts every certificate. */
	private static final class AnyCertificate implements X509TrustManager {

		@Override
		public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
