package org.camerad.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of streams on a port that Spring Boot's {@code server.ssl} encrypts, with the
 * bytes on the wire.
 */
class ServerSslTests {

	@TempDir
	static Path folder;

	private static TestService camera;

	@BeforeAll
	static void start() throws Exception {
		TlsClient.certificate(folder, "camera");
		camera = TestService.start(folder.resolve("data"),
				List.of("camera.driver=sim", "camera.rtsp.port=0",
						"server.ssl.certificate=file:" + folder.resolve("certificate.pem"),
						"server.ssl.certificate-private-key=file:" + folder.resolve("key.pem")));
	}

	@AfterAll
	static void stop() {
		camera.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void picturesAreEncrypted(String protocol) throws IOException {
		try (RecordingRelay relay = new RecordingRelay(camera.port());
				TlsClient client = TlsClient.watch(relay.port(), "/cgi-bin/mjpeg.cgi?stream=0&fps=30", protocol)) {
			assertThat(client.protocol()).isEqualTo(protocol);
			assertThat(client.headers()).startsWith("HTTP/1.1 200")
				.contains("multipart/x-mixed-replace; boundary=camerad-frame");
			int bytes = 0;
			for (int i = 0; i < 4; i++) {
				byte[] jpeg = client.picture();
				assertThat(ImageIO.read(new ByteArrayInputStream(jpeg))).isNotNull();
				bytes += jpeg.length;
			}
			relay.assertEncrypted(bytes);
		}
	}

	@Test
	void eventsAreEncrypted() throws IOException {
		try (RecordingRelay relay = new RecordingRelay(camera.port());
				TlsClient client = TlsClient.watch(relay.port(), "/cgi-bin/events")) {
			assertThat(client.headers()).startsWith("HTTP/1.1 200").contains("text/event-stream");
			assertThat(client.until("}\n\n")).startsWith("retry: 2000\n\ndata: {\"time\":");
			relay.assertEncrypted(500);
		}
	}

	@Test
	void aClientThatNeverReadsDelaysNoOther() throws IOException {
		try (TlsClient stuck = TlsClient.watch(camera.port(), "/cgi-bin/mjpeg.cgi?stream=0")) {
			assertThat(stuck.headers()).startsWith("HTTP/1.1 200");
			picturesAreEncrypted("TLSv1.3");
		}
	}

	@Test
	void theStreamEndsWithCloseNotify() throws IOException {
		try (TlsClient client = TlsClient.watch(camera.port(), "/cgi-bin/events")) {
			client.headers();
			client.until("}\n\n");
			String uid = TestService.uid(TlsClient.get(camera.port(),
					"/cgi-bin/getuid?username=" + TestService.ADMIN + "&password=" + TestService.PASSWORD));
			TlsClient.get(camera.port(), "/cgi-bin/user_management?action=edit&name=" + TestService.ADMIN
					+ "&newpasswd=" + TestService.PASSWORD + "&privilege=Administrator&enable=Enable&uid=" + uid);
			assertThat(client.in().read()).as("a proper end, no truncation").isEqualTo(-1);
		}
	}

	@Test
	void theStreamSurvivesAKeyUpdate() throws Exception {
		try (OpenSsl client = new OpenSsl("-tls1_3", "/cgi-bin/mjpeg.cgi?stream=0&fps=10")) {
			client.readUntil("--camerad-frame");
			client.type("K\n");
			client.readUntil("KEYUPDATE");
			for (int i = 0; i < 3; i++) {
				client.readUntil("--camerad-frame");
			}
		}
	}

	@Test
	void renegotiationEndsTheStream() throws Exception {
		try (OpenSsl client = new OpenSsl("-tls1_2", "/cgi-bin/mjpeg.cgi?stream=0&fps=10")) {
			client.readUntil("--camerad-frame");
			client.type("R\n");
			client.readUntil("RENEGOTIATING");
			assertThat(client.readToEnd()).doesNotContain("RENEGOTIATION DONE");
		}
	}

	/** OpenSSL's client, which updates its keys (K) and renegotiates (R) when told to. */
	private static final class OpenSsl implements AutoCloseable {

		private final Process process;

		OpenSsl(String version, String target) throws IOException {
			this.process = new ProcessBuilder("openssl", "s_client", "-crlf", version, "-connect",
					"127.0.0.1:" + camera.port())
				.redirectErrorStream(true)
				.start();
			CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(this.process::destroyForcibly);
			readUntil("Verify return code");
			type("GET " + target + "&username=" + TestService.ADMIN + "&password=" + TestService.PASSWORD
					+ " HTTP/1.1\nHost: camera\n\n");
		}

		void type(String line) throws IOException {
			OutputStream out = this.process.getOutputStream();
			out.write(line.getBytes(StandardCharsets.US_ASCII));
			out.flush();
		}

		void readUntil(String text) throws IOException {
			StringBuilder last = new StringBuilder();
			while (last.indexOf(text) < 0) {
				int next = this.process.getInputStream().read();
				assertThat(next).as("OpenSSL ended before %s", text).isNotNegative();
				last.append((char) next);
				if (last.length() > 4000) {
					last.delete(0, 2000);
				}
			}
		}

		String readToEnd() throws IOException {
			return new String(this.process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}

		@Override
		public void close() {
			this.process.destroyForcibly().onExit().join();
		}

	}

}
