package org.camerad.live;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.camerad.camera.CameraFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MjpegBroadcastTests {

	/** The camera was there when the request came, and is away when it is asked. */
	@Test
	void aCameraThatGoesAwayBeforeItIsAskedEndsTheViewerAndTheNextOneIsServedAnew(@TempDir Path folder)
			throws Exception {
		AtomicInteger asked = new AtomicInteger();
		MjpegBroadcast broadcast = new MjpegBroadcast("main", () -> {
			asked.incrementAndGet();
			throw CameraFailure.unavailable();
		});
		Tomcat server = serve(broadcast, folder);
		try {
			for (int client = 1; client <= 2; client++) {
				assertThat(watch(server)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
				assertThat(asked).hasValue(client);
				assertThat(broadcast.clients()).isZero();
			}
		}
		finally {
			broadcast.close();
			server.stop();
			server.destroy();
		}
	}

	private static Tomcat serve(MjpegBroadcast broadcast, Path folder) throws Exception {
		Tomcat server = new Tomcat();
		server.setBaseDir(folder.toString());
		server.setHostname("127.0.0.1");
		server.setPort(0);
		Context context = server.addContext("", folder.toString());
		@SuppressWarnings("serial")
		HttpServlet servlet = new HttpServlet() {

			private static final long serialVersionUID = 1L;

			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response)
					throws ServletException, IOException {
				DetachedConnection.detach(request, response, "admin", broadcast.client(0));
			}

		};
		Tomcat.addServlet(context, "watch", servlet);
		context.addServletMapping("/", "watch");
		server.getConnector().setProperty("address", "127.0.0.1");
		server.start();
		return server;
	}

	/** All that comes. */
	private static String watch(Tomcat server) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", server.getConnector().getLocalPort())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write("GET / HTTP/1.1\r\nHost: camera\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

}
