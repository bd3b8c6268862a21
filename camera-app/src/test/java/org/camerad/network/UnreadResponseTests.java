package org.camerad.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.camerad.limit.Refusals;
import org.camerad.limit.TrustedProxies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A test of clients that do not read their responses. */
class UnreadResponseTests {

	private static final int THREADS = 8;

	private static final int BODY_BYTES = 20_000_000;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	/** Counts down as large responses begin. */
	private final CountDownLatch writing = new CountDownLatch(THREADS);

	private final Counter unread = this.meters.counter("unread");

	@Test
	void clientsThatDoNotReadLeaveThreadsToOthers(@TempDir Path folder) throws Exception {
		Tomcat server = serve(folder);
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = 0; i < 2 * THREADS; i++) {
				clients.add(request(server, "127.0.0.2", "/large"));
			}
			assertThat(this.writing.await(60, TimeUnit.SECONDS)).as("clients occupy every thread").isTrue();
			try (Socket other = request(server, "127.0.0.1", "/small")) {
				assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
					.startsWith("HTTP/1.1 200 ");
			}
			assertThat(this.unread.count()).isPositive();
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
			server.stop();
			server.destroy();
		}
	}

	private Tomcat serve(Path folder) throws Exception {
		LenientProtocol protocol = new LenientProtocol();
		protocol.setMaxThreads(THREADS);
		protocol.setConnectionTimeout(120_000);
		protocol.limit(new PortLimits(100, TrustedProxies.of(List.of()), null,
				new Refusals("connection", "100", this.meters.counter("refused")), this.unread));
		Connector connector = new Connector(protocol);
		connector.setPort(0);
		connector.setProperty("address", "127.0.0.1");
		Tomcat server = new Tomcat();
		server.setBaseDir(folder.toString());
		server.setConnector(connector);
		Context context = server.addContext("", folder.toString());
		Tomcat.addServlet(context, "bytes", new Bytes(this.writing));
		context.addServletMapping("/", "bytes");
		server.start();
		return server;
	}

	private static Socket request(Tomcat server, String from, String path) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
		socket.connect(new InetSocketAddress("127.0.0.1", server.getConnector().getLocalPort()));
		socket.setSoTimeout(60_000);
		socket.getOutputStream()
			.write(("GET " + path + " HTTP/1.1\r\nHost: camera\r\nConnection: close\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	/** A servlet with a large response that no socket buffer holds. */
	private static final class Bytes extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final transient CountDownLatch writing;

		private Bytes(CountDownLatch writing) {
			this.writing = writing;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			byte[] block = new byte[100_000];
			boolean large = request.getRequestURI().equals("/large");
			if (large) {
				this.writing.countDown();
			}
			int blocks = large ? BODY_BYTES / block.length : 1;
			for (int i = 0; i < blocks; i++) {
				response.getOutputStream().write(block);
			}
		}

	}

}
