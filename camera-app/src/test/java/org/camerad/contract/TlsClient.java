package org.camerad.contract;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A TLS client that accepts any certificate, which tests look at afterwards. */
final class TlsClient implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 60_000;

	private static final SSLContext CONTEXT = context();

	private final SSLSocket socket;

	private final DataInputStream in;

	TlsClient(int port, String... protocols) throws IOException {
		Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
		plain.setSoTimeout(TIMEOUT_MILLIS);
		this.socket = (SSLSocket) CONTEXT.getSocketFactory().createSocket(plain, "localhost", port, true);
		if (protocols.length > 0) {
			this.socket.setEnabledProtocols(protocols);
		}
		this.socket.startHandshake();
		this.in = new DataInputStream(this.socket.getInputStream());
	}

	private static SSLContext context() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new AcceptAll() }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Sends a request and reads until the service closes. */
	static RawResponse get(int port, String target, String... headers) {
		try (TlsClient client = new TlsClient(port)) {
			client.send(RawHttpClient.request("GET", target, headers));
			return RawResponse.parse(client.in.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Opens a stream as the administrator. */
	static TlsClient watch(int port, String target, String... protocols) throws IOException {
		TlsClient client = new TlsClient(port, protocols);
		client.send(RawHttpClient.request("GET", target, "Authorization: Basic " + Base64.getEncoder()
			.encodeToString((TestService.ADMIN + ":" + TestService.PASSWORD).getBytes(StandardCharsets.UTF_8))));
		return client;
	}

	void send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	DataInputStream in() {
		return this.in;
	}

	String protocol() {
		return this.socket.getSession().getProtocol();
	}

	X509Certificate certificate() throws IOException {
		return (X509Certificate) this.socket.getSession().getPeerCertificates()[0];
	}

	/** Reads header lines and the empty line after them. */
	String headers() throws IOException {
		return until("\r\n\r\n");
	}

	String until(String end) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.length() < end.length() || !text.substring(text.length() - end.length()).equals(end)) {
			text.append((char) this.in.readUnsignedByte());
		}
		return text.toString();
	}

	/** Reads the next picture of a multipart stream. */
	byte[] picture() throws IOException {
		byte[] jpeg = new byte[Integer
			.parseInt(headers().replaceAll("(?s)--camerad-frame.*Content-Length: ([0-9]+).*", "$1"))];
		this.in.readFully(jpeg);
		this.in.skipNBytes(2);
		return jpeg;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/** Makes a P-256 key and a certificate for this machine with OpenSSL. */
	static void certificate(Path folder, String name) throws IOException, InterruptedException {
		Files.createDirectories(folder);
		new ExternalClient(folder,
				List.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
						"-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=" + name,
						"-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"))
			.output();
	}

	private static final class AcceptAll implements X509TrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
			// The test looks at it.
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
