package org.camerad.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of HTTPS and RTSP over TLS beside their clear forms, with the camera's own
 * certificate, the bytes on the wire, and the clients of OpenSSL, curl and ffmpeg.
 */
class TlsTests extends SimulatorTestBase {

	private static final String AUTHORIZATION = "Authorization: Basic " + Base64.getEncoder()
		.encodeToString((TestService.ADMIN + ":" + TestService.PASSWORD).getBytes(StandardCharsets.UTF_8));

	private final int httpsPort = TestService.freePort();

	private final int rtspsPort = TestService.freePort();

	@Override
	List<String> properties() {
		return List.of("camera.https.port=" + this.httpsPort, "camera.rtsps.port=" + this.rtspsPort);
	}

	@Test
	void requestsAreEncrypted() throws IOException {
		try (RecordingRelay relay = new RecordingRelay(this.httpsPort)) {
			RawResponse picture = TlsClient.get(relay.port(), "/cgi-bin/snapshot.cgi?stream=1&uid=" + this.uid);
			assertWhole(picture);
			assertThat(picture.header("Strict-Transport-Security")).as("HTTP is on").isNull();
			relay.assertEncrypted(picture.body().length);
		}
		try (RecordingRelay relay = new RecordingRelay(this.httpsPort)) {
			assertThat(TlsClient.get(relay.port(), "/cgi-bin/image?brightness=77&uid=" + this.uid).status())
				.isEqualTo(200);
			relay.assertEncrypted(200);
		}
		assertThat(brightness()).as("HTTP and HTTPS are one camera").isEqualTo("77");
	}

	@Test
	void uploadsAreAskedForOverTls() throws IOException {
		try (RecordingRelay relay = new RecordingRelay(this.httpsPort)) {
			assertThat(TlsClient.get(relay.port(), "/cgi-bin/snapshot.cgi?upload=0&uid=" + this.uid).status())
				.isEqualTo(200);
			relay.assertEncrypted(200);
		}
		try (Stream<Path> files = Files.walk(this.folder.resolve("card"))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".jpg"))).isNotEmpty();
		}
	}

	@Test
	void bodiesAreEncrypted() throws IOException {
		byte[] image = new byte[200_000];
		try (RecordingRelay relay = new RecordingRelay(this.httpsPort);
				TlsClient client = new TlsClient(relay.port())) {
			client.send(RawHttpClient.request("POST", "/cgi-bin/OnvifFirmwareUpgrade", AUTHORIZATION,
					"Content-Type: application/octet-stream", "Content-Length: " + image.length));
			client.send(new String(image, StandardCharsets.ISO_8859_1));
			assertThat(RawResponse.parse(client.in().readAllBytes()).summary())
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/OnvifFirmwareUpgrade", "firmware error"));
			relay.assertEncrypted(200);
		}
		try (RecordingRelay relay = new RecordingRelay(this.httpsPort);
				TlsClient client = new TlsClient(relay.port())) {
			client
				.send(RawHttpClient.request("GET", "/cgi-bin/image?uid=" + this.uid, "Content-Length: 1000000") + "x");
			assertThat(RawResponse.parse(client.in().readAllBytes()).status()).isEqualTo(200);
			relay.assertEncrypted(200);
		}
	}

	@Test
	void streamsAreEncrypted() throws IOException {
		try (RecordingRelay relay = new RecordingRelay(this.httpsPort);
				TlsClient client = TlsClient.watch(relay.port(), "/cgi-bin/mjpeg.cgi?stream=0")) {
			client.headers();
			byte[] jpeg = client.picture();
			assertThat(ImageIO.read(new ByteArrayInputStream(jpeg))).isNotNull();
			relay.assertEncrypted(jpeg.length);
		}
		try (RecordingRelay relay = new RecordingRelay(this.httpsPort);
				TlsClient client = TlsClient.watch(relay.port(), "/cgi-bin/events")) {
			client.headers();
			assertThat(client.until("}\n\n")).contains("data: {");
			relay.assertEncrypted(500);
		}
	}

	@Test
	void onlyTls12And13WithForwardSecrecyAreOffered() throws Exception {
		for (int port : new int[] { this.httpsPort, this.rtspsPort }) {
			assertThat(openSsl(port, "-tls1_3")).contains("New, TLSv1.3");
			assertThat(openSsl(port, "-tls1_2")).contains("New, TLSv1.2, Cipher is ECDHE-ECDSA-");
			assertThat(openSsl(port, "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0")).contains("alert number 70")
				.contains("Cipher is (NONE)");
			assertThat(openSsl(port, "-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA256")).contains("Cipher is (NONE)");
		}
	}

	private static String openSsl(int port, String... options) throws Exception {
		Stream<String> command = Stream.of("openssl", "s_client", "-connect", "127.0.0.1:" + port);
		Process process = new ProcessBuilder(Stream.concat(command, Stream.of(options)).toList())
			.redirectErrorStream(true)
			.redirectInput(Path.of("/dev/null").toFile())
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output;
	}

	@Test
	void curlTrustsTheCertificateByNameAndAddress() throws Exception {
		Path certificate = this.folder.resolve("data/tls.pem");
		for (String host : List.of("localhost", "127.0.0.1")) {
			String answer = new ExternalClient(this.folder,
					List.of("curl", "-q", "-sS", "--cacert", certificate.toString(),
							"https://" + host + ":" + this.httpsPort + "/cgi-bin/image?uid=" + this.uid))
				.output();
			assertThat(answer).contains("<image ");
		}
	}

	@Test
	void portsOfOtherServicesCannotBeTaken() {
		for (int port : new int[] { this.httpsPort, this.rtspsPort, this.rtspPort, this.camera.managementPort() }) {
			assertThat(get("network?port=" + port).summary())
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/network", "port error"));
		}
	}

	@Test
	void rtspOverTlsIsEncrypted() throws Exception {
		try (RecordingRelay relay = new RecordingRelay(this.rtspsPort)) {
			String frames = new ExternalClient(this.folder,
					List.of("ffmpeg", "-nostdin", "-v", "error", "-i", "rtsps://" + TestService.ADMIN + ":"
							+ TestService.PASSWORD + "@127.0.0.1:" + relay.port() + "/stream2", "-map", "0:v",
							"-frames:v", "5", "-f", "framemd5", "-"))
				.output();
			assertThat(frames.lines().filter((line) -> line.startsWith("0,"))).hasSize(5);
			relay.assertEncrypted(5000);
		}
	}

	@Test
	void rtspOverTlsSendsNoDatagrams() throws IOException {
		try (TlsClient client = new TlsClient(this.rtspsPort)) {
			client.send("SETUP rtsps://127.0.0.1/stream2/trackID=0 RTSP/1.0\r\nCSeq: 1\r\n" + AUTHORIZATION
					+ "\r\nTransport: RTP/AVP;unicast;client_port=5000-5001\r\n\r\n");
			assertThat(client.headers()).startsWith("RTSP/1.0 461 ");
		}
	}

	@Test
	void clearTextOnTlsPortsGetsNothing() throws IOException {
		assertThat(RawHttpClient.get(this.httpsPort, "/cgi-bin/image?uid=" + this.uid).text()).doesNotContain("<image");
		assertThat(RawHttpClient.exchange(this.rtspsPort, "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n").text())
			.doesNotContain("RTSP/1.0");
	}

}
