package org.camerad.snapshot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server with TLS, from the start or by STARTTLS, which GreenMail does not know.
 * It takes everything, one client at a time.
 */
final class TlsMail implements AutoCloseable {

	private final SSLContext context;

	private final boolean implicit;

	private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

	private final StringBuffer received = new StringBuffer();

	private volatile boolean secured;

	TlsMail(Path keyStore, boolean implicit) throws IOException, GeneralSecurityException {
		this.implicit = implicit;
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(keyStore)) {
			keys.load(in, Fixtures.KEY_PASSWORD.toCharArray());
		}
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, Fixtures.KEY_PASSWORD.toCharArray());
		this.context = SSLContext.getInstance("TLS");
		this.context.init(managers.getKeyManagers(), null, null);
		Thread thread = new Thread(this::serve, "tls-mail");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** Returns whether the last message came over TLS. */
	boolean wasSecured() {
		return this.secured;
	}

	/** All that clients have said. */
	String received() {
		return this.received.toString();
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try (Socket client = this.server.accept()) {
				Socket socket = this.implicit ? secure(client) : client;
				socket.getOutputStream().write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
				converse(socket);
			}
			catch (IOException ex) {
				// The client does not trust us, or the test has ended.
			}
		}
	}

	private Socket secure(Socket plain) throws IOException {
		SSLSocket socket = (SSLSocket) this.context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
		socket.setUseClientMode(false);
		socket.startHandshake();
		return socket;
	}

	private void converse(Socket socket) throws IOException {
		BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream()));
		OutputStream out = socket.getOutputStream();
		boolean inMessage = false;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			this.received.append(line).append('\n');
			if (line.equals("STARTTLS")) {
				out.write("220 go\r\n".getBytes(StandardCharsets.US_ASCII));
				converse(secure(socket));
				return;
			}
			inMessage = inMessage ? !line.equals(".") : line.equals("DATA");
			if (inMessage && !line.equals("DATA")) {
				continue;
			}
			this.secured = socket instanceof SSLSocket;
			out.write(answer(line, socket).getBytes(StandardCharsets.US_ASCII));
		}
	}

	private static String answer(String line, Socket socket) {
		if (line.equals("DATA")) {
			return "354 go\r\n";
		}
		boolean offers = line.startsWith("EHLO") && !(socket instanceof SSLSocket);
		return offers ? "250-here\r\n250 STARTTLS\r\n" : "250 fine\r\n";
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
