package org.camerad.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of live pictures and events over raw sockets. */
@ExtendWith(ServiceFixtureExtension.class)
class LiveTests {

	private static final int TIMEOUT_MILLIS = 60_000;

	@TempDir
	static Path folder;

	private static TestService camera;

	@BeforeAll
	static void start(ServiceFixture fixture) {
		camera = fixture.start(folder);
	}

	@AfterAll
	static void stop() {
		camera.close();
	}

	@Test
	void challengesRequestsWithoutCredentials() {
		for (String path : new String[] { "/cgi-bin/mjpeg.cgi", "/cgi-bin/events" }) {
			RawResponse response = camera.get(path);
			assertThat(response.status()).isEqualTo(401);
			assertThat(response.header("WWW-Authenticate")).startsWith("Basic ");
		}
		assertThat(camera.get("/cgi-bin/mjpeg.cgi?stream=0").summary())
			.isEqualTo(RawResponse.fault(401, "/cgi-bin/mjpeg.cgi", "error, parse username"));
		assertThat(camera.get("/cgi-bin/mjpeg.cgi?stream=0&username=x").summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/mjpeg.cgi", "error, parse password"));
		assertThat(camera.get("/cgi-bin/mjpeg.cgi?stream=2&uid=" + camera.logIn()).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/mjpeg.cgi", "stream 0 or 1"));
		assertThat(camera.get("/cgi-bin/mjpeg.cgi?fps=0&uid=" + camera.logIn()).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/mjpeg.cgi", "fps range: 1-30"));
	}

	@Test
	void eachPartIsAWholePicture() throws IOException {
		try (Socket client = watch("/cgi-bin/mjpeg.cgi?stream=0&fps=10", TestService.ADMIN)) {
			InputStream in = client.getInputStream();
			assertThat(headers(in)).startsWith("HTTP/1.1 200")
				.contains("Content-Type: multipart/x-mixed-replace; boundary=camerad-frame")
				.doesNotContain("chunked");
			for (int i = 0; i < 5; i++) {
				String part = headers(in);
				assertThat(part).startsWith("--camerad-frame\r\nContent-Type: image/jpeg\r\nContent-Length: ");
				byte[] jpeg = in
					.readNBytes(Integer.parseInt(part.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1")));
				assertThat(new byte[] { jpeg[0], jpeg[1], jpeg[jpeg.length - 2], jpeg[jpeg.length - 1] })
					.containsExactly(0xFF, 0xD8, 0xFF, 0xD9);
				assertThat(in.readNBytes(2)).containsExactly('\r', '\n');
			}
		}
	}

	@Test
	void aClientThatNeverReadsDelaysNoOther() throws IOException {
		try (Socket stuck = watch("/cgi-bin/mjpeg.cgi?stream=1", TestService.ADMIN)) {
			assertThat(stuck.isConnected()).isTrue();
			eachPartIsAWholePicture();
		}
	}

	@Test
	void aClientThatNeverReadsIsDisconnected() throws IOException {
		try (Socket stuck = watch("/cgi-bin/mjpeg.cgi?stream=1", TestService.ADMIN)) {
			TestService.await("the client is disconnected", Duration.ofMinutes(3), () -> isReset(stuck));
		}
	}

	/**
	 * The server ignores what a client writes, and resets the connection after the stream
	 * has ended.
	 */
	private static boolean isReset(Socket client) {
		try {
			client.getOutputStream().write('.');
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Test
	void disconnectsClientsWhenTheirUserIsDisabled() throws IOException {
		String uid = camera.logIn();
		camera.add(uid, "watcher", "User");
		try (Socket client = watch("/cgi-bin/mjpeg.cgi?stream=0", "watcher");
				Socket listener = watch("/cgi-bin/events", "watcher")) {
			headers(client.getInputStream());
			headers(listener.getInputStream());
			camera.get("/cgi-bin/user_management?action=edit&name=watcher&enable=Disable&uid=" + uid);
			drain(client);
			drain(listener);
		}
	}

	@Test
	void theFirstEventIsTheCurrentState() throws IOException {
		try (Socket listener = watch("/cgi-bin/events", TestService.ADMIN)) {
			InputStream in = listener.getInputStream();
			assertThat(headers(in)).contains("Content-Type: text/event-stream");
			String lastStatus = until(in, "data: ") + until(in, "\n\n");
			assertThat(lastStatus).startsWith("retry: 2000\n\ndata: {\"time\":\"")
				.contains("\"active\":false")
				.as("onmessage gets only events without a name")
				.doesNotContain("event:");
		}
	}

	private static Socket watch(String target, String user) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), camera.port());
		socket.setSoTimeout(TIMEOUT_MILLIS);
		String credentials = Base64.getEncoder().encodeToString((user + ":" + TestService.PASSWORD).getBytes());
		socket.getOutputStream()
			.write(("GET " + target + " HTTP/1.1\r\nHost: camera_1\r\nAuthorization: Basic " + credentials + "\r\n\r\n")
				.getBytes());
		return socket;
	}

	private static String headers(InputStream in) throws IOException {
		return until(in, "\r\n\r\n");
	}

	private static String until(InputStream in, String end) throws IOException {
		StringBuilder text = new StringBuilder();
		while (!text.toString().endsWith(end)) {
			int next = in.read();
			assertThat(next).as("the connection ended after: %s", text).isNotNegative();
			text.append((char) next);
		}
		return text.toString();
	}

	/** Reads until the server closes the connection. */
	private static void drain(Socket socket) throws IOException {
		try {
			byte[] buffer = new byte[65536];
			while (socket.getInputStream().read(buffer) >= 0) {
				// The pictures are discarded.
			}
		}
		catch (java.net.SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

}
