package org.camerad.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the RTSP port and its configuration. */
class RtspPortTests {

	@TempDir
	Path folder;

	@Test
	void reportsAPortInUseAndTriesAgain() throws IOException {
		ServerSocket other = new ServerSocket(TestService.freePort(), 1, InetAddress.getByName("0.0.0.0"));
		int port = other.getLocalPort();
		try (TestService camera = start(port)) {
			assertThat(camera.logIn()).hasSize(8);
			assertThat(camera.health("/rtsp").text()).contains("DEGRADED", "camera.rtsp.port", String.valueOf(port));
			other.close();
			TestService.await("the server uses the port", Duration.ofSeconds(60),
					() -> camera.health("/rtsp").text().contains("UP"));
			try (RawRtspClient wire = new RawRtspClient(port)) {
				RawRtspClient.require(wire.request("OPTIONS", "*"));
			}
		}
	}

	@Test
	void aSilentUdpClientTimesOut() throws IOException {
		int port = TestService.freePort();
		try (TestService camera = start(port, "camera.rtsp.timeout=4s");
				RawRtspClient silent = new RawRtspClient(port)) {
			assertThat(RawRtspClient
				.require(silent.request("SETUP", "/stream2/trackID=0", "Transport: RTP/AVP;unicast;client_port=9-10")))
				.contains(";timeout=4\r\n");
			RawRtspClient.require(silent.request("PLAY", "/stream2/"));
			silent.awaitEnd();
			assertThat(camera.health("").status()).isEqualTo(200);
		}
	}

	@Test
	void keepsNoDigestCredentialsWithoutDigest() throws IOException {
		try (TestService camera = start(TestService.freePort())) {
			// The administrator is created in parallel to the start.
			assertThat(camera.logIn()).hasSize(8);
		}
		assertThat(saved()).contains("\"digest\":\"1:");
		int port = TestService.freePort();
		try (TestService camera = start(port, "camera.rtsp.digest=false");
				RawRtspClient wire = new RawRtspClient(port).authorize("")) {
			assertThat(
					wire.request("DESCRIBE", "/stream2").lines().filter((line) -> line.startsWith("WWW-Authenticate")))
				.containsExactly("WWW-Authenticate: Basic realm=\"camera\"");
			TestService.await("the digest credentials are deleted", Duration.ofSeconds(60),
					() -> !saved().contains("\"digest\":\"1:"));
			assertThat(camera.logIn()).hasSize(8);
		}
	}

	private TestService start(int port, String... properties) {
		return TestService.start(this.folder.resolve("data"),
				Stream.concat(Stream.of("camera.driver=sim", "camera.rtsp.port=" + port), Stream.of(properties))
					.toList());
	}

	/** Returns the newest saved state. */
	private String saved() {
		try (Stream<Path> files = Files.list(this.folder.resolve("data"))) {
			List<Path> states = files.filter((file) -> file.getFileName().toString().matches("state\\.[0-9]+"))
				.sorted((one, other) -> Long.compare(number(other), number(one)))
				.toList();
			return states.isEmpty() ? "" : Files.readString(states.get(0));
		}
		catch (IOException ex) {
			// A version can be deleted while it is read.
			return "";
		}
	}

	private static long number(Path state) {
		return Long.parseLong(state.getFileName().toString().substring("state.".length()));
	}

}
