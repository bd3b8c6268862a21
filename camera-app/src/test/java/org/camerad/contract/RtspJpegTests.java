package org.camerad.contract;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of RTP/JPEG, which serves a stream without an encoder. The service runs in its
 * own process, without the jars of the encoders.
 */
class RtspJpegTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(120);

	@TempDir
	static Path folder;

	private static int port;

	private static Process service;

	@BeforeAll
	static void start() throws IOException {
		port = TestService.freePort();
		Path log = folder.resolve("service.txt");
		service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classPath(), "org.camerad.CameradApplication", "--camera.driver=sim",
				"--camera.data-dir=" + folder.resolve("data"), "--camera.admin.password=" + TestService.PASSWORD,
				"--camera.rtsp.port=" + port, "--server.port=0", "--management.server.port=0")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		TestService.await("the service listens", TIMEOUT, () -> !service.isAlive() || isListening());
		assertThat(service.isAlive()).as(() -> read(log)).isTrue();
	}

	@AfterAll
	static void stop() throws InterruptedException {
		service.destroy();
		if (!service.waitFor(30, TimeUnit.SECONDS)) {
			service.destroyForcibly().waitFor();
		}
	}

	/** Returns the class path of the service, without encoders and tests. */
	private static String classPath() {
		List<String> all = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
		List<String> left = all.stream()
			.filter((entry) -> !entry.contains("bytedeco") && !entry.contains("test-classes"))
			.toList();
		assertThat(all.size() - left.size()).as("the encoders were there").isGreaterThanOrEqualTo(4);
		return left.stream().collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isListening() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	@Test
	void isDescribedAsJpeg() throws IOException {
		try (RawRtspClient client = new RawRtspClient(port)) {
			String response = client.request("DESCRIBE", "/stream2");
			assertThat(response).startsWith("RTSP/1.0 200").containsPattern("m=video 0 RTP/AVP 26\r\n");
			assertThat(response).doesNotContain("H264", "H265");
			client.play("/stream2");
			RawRtspClient.Packet packet = client.next(0);
			assertThat(packet.payloadType()).isEqualTo(26);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp", "udp" })
	void externalClientsDecodeIt(String transport) throws Exception {
		boolean decoded = false;
		for (int attempt = 1; !decoded; attempt++) {
			try {
				assertDecoded(transport);
				decoded = true;
			}
			catch (AssertionError ex) {
				// A client that a busy machine delays loses datagrams.
				if (transport.equals("tcp") || attempt == 4) {
					throw ex;
				}
			}
		}
	}

	private static void assertDecoded(String transport) throws Exception {
		ExternalClient probe = client("ffprobe", transport, "-read_intervals", "%+#20", "-select_streams", "v",
				"-show_entries", "stream=codec_name,width,height:packet=pts_time", "-of", "compact");
		assertThat(probe.output()).contains("codec_name=mjpeg|width=480|height=360");
		ExternalClient decoder = client("ffmpeg", transport, "-xerror", "-nostdin");
		assertThat(decoder.output()).isBlank();
	}

	private static ExternalClient client(String program, String transport, String... options) throws IOException {
		String url = "rtsp://" + TestService.ADMIN + ":" + TestService.PASSWORD + "@127.0.0.1:" + port + "/stream2";
		Stream<String> first = Stream.concat(Stream.of(program, "-v", "error", "-rtsp_transport", transport),
				Stream.of(options));
		Stream<String> last = program.equals("ffmpeg") ? Stream.of("-i", url, "-frames:v", "25", "-f", "null", "-")
				: Stream.of(url);
		return new ExternalClient(folder, Stream.concat(first, last).toList());
	}

}
