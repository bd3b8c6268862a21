package org.camerad.live;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.camerad.camera.CameraFailure;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.LimitProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MjpegBroadcastTests {

	private static final CameraMeters METERS = new CameraMeters(new SimpleMeterRegistry(), Tags.empty());

	/**
	 * The camera is open when the request arrives, and closed when the broadcast
	 * subscribes.
	 */
	@Test
	void disconnectsTheClientWhenTheCameraDisappearsAndServesTheNextOne(@TempDir Path folder) throws Exception {
		AtomicInteger subscriptions = new AtomicInteger();
		MjpegBroadcast broadcast = new MjpegBroadcast("main", () -> {
			subscriptions.incrementAndGet();
			throw CameraFailure.unavailable();
		}, () -> {
		}, new LiveTraffic(METERS));
		Tomcat server = serve(broadcast, folder);
		try {
			for (int client = 1; client <= 2; client++) {
				assertThat(readAll(server)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
				assertThat(subscriptions).hasValue(client);
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
		ViewerPlaces places = new ViewerPlaces(new LimitProperties(1, 1, 1), METERS);
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
				DetachedConnection.detach(request, response, "admin", places.require("admin", "127.0.0.1"),
						broadcast.client(0));
			}

		};
		Tomcat.addServlet(context, "watch", servlet);
		context.addServletMapping("/", "watch");
		server.getConnector().setProperty("address", "127.0.0.1");
		server.start();
		return server;
	}

	/** Returns everything that arrives before the connection is closed. */
	private static String readAll(Tomcat server) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", server.getConnector().getLocalPort())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write("GET / HTTP/1.1\r\nHost: camera\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

}
