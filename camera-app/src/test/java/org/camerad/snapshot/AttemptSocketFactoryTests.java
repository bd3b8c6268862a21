package org.camerad.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class AttemptSocketFactoryTests {

	@TempDir
	Path folder;

	@Test
	void resumesTheSessionOfThePortThatItShows() throws Exception {
		Path key = Fixtures.keyStore(this.folder, "ip:127.0.0.1");
		SSLContext client = Fixtures.bundles(key).getBundle("lab").createSslContext();
		SSLContext serving = serving(key);
		try (SSLServerSocket control = server(serving); SSLServerSocket data = server(serving)) {
			try (SSLSocket first = connect(client, control.getLocalPort(),
					new AttemptSocketFactory(new UploadAttempt()))) {
				first.getSession().putValue("mark", "control");
			}
			try (SSLSocket other = connect(client, data.getLocalPort(),
					new AttemptSocketFactory(new UploadAttempt()))) {
				assertThat(other.getSession().getValue("mark")).isNull();
			}
			AttemptSocketFactory showing = new AttemptSocketFactory(new UploadAttempt(), control::getLocalPort);
			try (SSLSocket second = connect(client, data.getLocalPort(), showing)) {
				assertThat(second.getSession().getValue("mark")).isEqualTo("control");
			}
		}
	}

	@Test
	void endWithTheirAttempt() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			UploadAttempt attempt = new UploadAttempt();
			AttemptSocketFactory connections = new AttemptSocketFactory(attempt);
			try (Socket first = connections.createSocket(); Socket second = connections.createSocket()) {
				second.connect(server.getLocalSocketAddress());
				attempt.expire();
				assertThat(second.isClosed()).isTrue();
				assertThat(first.isClosed()).isFalse();
				assertThatIOException().isThrownBy(connections::createSocket);
				attempt.abandon();
				assertThat(first.isClosed()).isTrue();
			}
		}
	}

	private static SSLSocket connect(SSLContext context, int port, AttemptSocketFactory connections)
			throws IOException {
		Socket plain = connections.createSocket();
		plain.connect(new InetSocketAddress("127.0.0.1", port), 5000);
		SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", 0, true);
		socket.startHandshake();
		// A peer that has read this has the session, too.
		assertThat(socket.getInputStream().read()).isEqualTo('x');
		return socket;
	}

	private static SSLContext serving(Path keyStore) throws Exception {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(keyStore)) {
			keys.load(in, Fixtures.KEY_PASSWORD.toCharArray());
		}
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, Fixtures.KEY_PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		return context;
	}

	/** With TLS 1.2, where a resumed session is the very same object in the client. */
	private static SSLServerSocket server(SSLContext context) throws IOException {
		SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
			.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
		server.setEnabledProtocols(new String[] { "TLSv1.2" });
		Thread thread = new Thread(() -> {
			while (!server.isClosed()) {
				try (Socket client = server.accept()) {
					client.getOutputStream().write('x');
					client.getInputStream().read();
				}
				catch (IOException ex) {
					// The client has gone, or the test has ended.
				}
			}
		}, "tls-server");
		thread.setDaemon(true);
		thread.start();
		return server;
	}

}
