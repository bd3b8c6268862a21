package org.camerad.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A separate service on the simulator, whose faults are cleared after each test, and
 * helpers of an HTTP client.
 */
@ExtendWith(ServiceFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SimulatorTestBase {

	static final Duration TIMEOUT = Duration.ofSeconds(60);

	final int rtspPort = TestService.freePort();

	ServiceFixture fixture;

	Path folder;

	TestService camera;

	SimulationClient simulation;

	String uid;

	/** Returns additional properties of the service. */
	List<String> properties() throws IOException {
		return List.of();
	}

	@BeforeAll
	final void start(ServiceFixture bench, @TempDir Path temporary) throws IOException {
		assumeThat(bench.isSimulated()).as("runs once, on the simulator").isTrue();
		this.fixture = bench;
		this.folder = temporary;
		List<String> all = new ArrayList<>(properties());
		all.addAll(List.of("camera.session.timeout=1h", "camera.rtsp.port=" + this.rtspPort,
				"camera.upload.sd.overwrite=true",
				"camera.upload.sd.directory=" + Files.createDirectory(temporary.resolve("card"))));
		this.camera = bench.start(temporary.resolve("data"), all.toArray(String[]::new));
		this.simulation = new SimulationClient(this.camera);
		this.uid = this.camera.logIn();
	}

	@AfterAll
	final void stop() {
		if (this.camera != null) {
			this.camera.close();
		}
	}

	@AfterEach
	final void reset() {
		this.simulation.clear();
		this.simulation.post("/scene", "action:'play'");
	}

	// --- the client ---

	final RawResponse get(String target) {
		return this.camera.get("/cgi-bin/" + target + (target.contains("?") ? "&" : "?") + "uid=" + this.uid);
	}

	final RawResponse picture() {
		return get("snapshot.cgi?stream=0");
	}

	final String upload() {
		return get("snapshot.cgi?upload=0").summary();
	}

	final String brightness() {
		return get("image").attribute("brightness");
	}

	final String health() {
		return this.camera.health("").text();
	}

	static void assertWhole(RawResponse picture) {
		assertThat(picture.status()).isEqualTo(200);
		assertThat(picture.body()).startsWith(0xFF, 0xD8).endsWith(0xFF, 0xD9);
	}

	/** Sends a request without reading the response. */
	final Socket ask(String target) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.camera.port());
		socket.setSoTimeout((int) TIMEOUT.toMillis());
		socket.getOutputStream()
			.write(RawHttpClient.request("GET", "/cgi-bin/" + target + "&uid=" + this.uid)
				.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	/** Opens an MJPEG client of the sub stream. */
	final Socket watch() throws IOException {
		return ask("mjpeg.cgi?stream=0");
	}

	static String readAll(Socket socket) throws IOException {
		return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
	}

	static String headers(InputStream in) throws IOException {
		StringBuilder text = new StringBuilder();
		while (!text.toString().endsWith("\r\n\r\n")) {
			text.append((char) in.read());
		}
		return text.toString();
	}

	/** Reads until a picture has ended. */
	static void readPart(InputStream in) throws IOException {
		int last = in.read();
		int next = in.read();
		while (last != 0xFF || next != 0xD9) {
			assertThat(next).as("the next byte").isNotNegative();
			last = next;
			next = in.read();
		}
	}

	/** Reads until the server closes the connection. */
	static void drain(Socket socket) throws IOException {
		try {
			while (socket.getInputStream().read(new byte[65536]) >= 0) {
				// The pictures are discarded.
			}
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	/**
	 * The data before the connection was reset; reading fails if it was closed.
	 *
	 * @param text the data
	 * @param pause the time between the last data and the reset
	 */
	record ResetResponse(String text, Duration pause) {

		static ResetResponse of(Socket socket) throws IOException {
			StringBuilder read = new StringBuilder();
			byte[] buffer = new byte[65536];
			long last = System.nanoTime();
			try (socket) {
				InputStream in = socket.getInputStream();
				for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
					read.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
					last = System.nanoTime();
				}
			}
			catch (SocketException ex) {
				assertThat(ex).hasMessageContaining("reset");
				return new ResetResponse(read.toString(), Duration.ofNanos(System.nanoTime() - last));
			}
			throw new AssertionError("not reset: " + read.length());
		}

	}

}
