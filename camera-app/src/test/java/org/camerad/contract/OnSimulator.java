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
 * A service of its own on the simulator, mended after each test, and a client that
 * notices how it is answered.
 */
@ExtendWith(ServiceFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnSimulator {

	static final Duration PATIENCE = Duration.ofSeconds(60);

	final int rtspPort = TestService.freePort();

	Path folder;

	TestService camera;

	SimulationClient lab;

	String uid;

	/** What the service has besides. */
	List<String> properties() throws IOException {
		return List.of();
	}

	@BeforeAll
	final void start(ServiceFixture bench, @TempDir Path temporary) throws IOException {
		assumeThat(bench.isSimulated()).as("runs once, on the simulator").isTrue();
		this.folder = temporary;
		List<String> all = new ArrayList<>(properties());
		all.addAll(List.of("camera.session.timeout=1h", "camera.rtsp.port=" + this.rtspPort,
				"camera.upload.sd.overwrite=true",
				"camera.upload.sd.directory=" + Files.createDirectory(temporary.resolve("card"))));
		this.camera = bench.start(temporary.resolve("data"), all.toArray(String[]::new));
		this.lab = new SimulationClient(this.camera);
		this.uid = this.camera.logIn();
	}

	@AfterAll
	final void stop() {
		if (this.camera != null) {
			this.camera.close();
		}
	}

	@AfterEach
	final void mend() {
		this.lab.clear();
		this.lab.post("/scene", "action:'play'");
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

	/** Asks, and leaves the answer on the wire. */
	final Socket ask(String target) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.camera.port());
		socket.setSoTimeout((int) PATIENCE.toMillis());
		socket.getOutputStream()
			.write(RawHttpClient.request("GET", "/cgi-bin/" + target + "&uid=" + this.uid)
				.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	/** A viewer of the sub stream. */
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

	/** Reads until the other side closes. */
	static void drain(Socket socket) throws IOException {
		try {
			while (socket.getInputStream().read(new byte[65536]) >= 0) {
				// Pictures that were under way.
			}
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	/**
	 * What comes before the connection is reset, which it must be.
	 *
	 * @param text what came
	 * @param pause how long nothing came before the reset
	 */
	record BrokenOff(String text, Duration pause) {

		static BrokenOff of(Socket socket) throws IOException {
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
				return new BrokenOff(read.toString(), Duration.ofNanos(System.nanoTime() - last));
			}
			throw new AssertionError("not reset: " + read.length());
		}

	}

}
