package org.camerad.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Firmware upgrade (3.20): who may send an image, and what becomes of it. */
@ExtendWith(ServiceFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirmwareTests {

	private static final String PATH = "/cgi-bin/OnvifFirmwareUpgrade";

	private static final String SAMPLE_PAGES_PATH = "/OnvifFirmwareUpgrade";

	private static final String OCTETS = "Content-Type: application/octet-stream";

	private static final int LARGEST = 100_000;

	private final ServiceFixture bench;

	private Path folder;

	private TestService camera;

	FirmwareTests(ServiceFixture bench) {
		bench.needs("firmware");
		this.bench = bench;
	}

	@BeforeAll
	void start(@TempDir Path temporary) {
		this.folder = temporary;
		this.camera = this.bench.start(this.folder, "camera.firmware.max-size=" + LARGEST + "B");
	}

	@AfterEach
	void nothingIsLeftOfAnImage() throws IOException {
		try (Stream<Path> left = Files.walk(this.folder)) {
			assertThat(left.map(Path::getFileName).map(Path::toString))
				.noneMatch((name) -> name.startsWith("firmware-"));
		}
	}

	@AfterAll
	void stop() {
		this.camera.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { PATH, SAMPLE_PAGES_PATH })
	void anImageThatIsNotGenuineIsRefusedAfterItHasCome(String path) {
		RawResponse answer = send(path, new byte[LARGEST], basic(TestService.ADMIN, TestService.PASSWORD));
		assertThat(answer.summary()).isEqualTo(RawResponse.fault(400, path, "firmware error"));
		assertThat(this.camera.get("/cgi-bin/getinfo?uid=" + this.camera.logIn()).status()).isEqualTo(200);
	}

	@Test
	void anEmptyImageIsRefused() {
		assertFault("error, parse firmware", new byte[0]);
		assertFault("error, parse firmware", new byte[1], "X-Test: no content type");
		assertFault("error, parse firmware", new byte[1], "Content-Type: multipart/form-data; boundary=x");
		assertFault("error, parse firmware", new byte[1], "Content-Type: application/octet-stream",
				"Content-Encoding: gzip");
	}

	@Test
	void tooLargeIsTooLarge() {
		assertFault("firmware too large", new byte[LARGEST + 1]);
		byte[] chunked = chunked(LARGEST + 1);
		RawResponse answer = exchange(PATH, chunked, "Transfer-Encoding: chunked", OCTETS,
				basic(TestService.ADMIN, TestService.PASSWORD));
		assertThat(answer.summary()).isEqualTo(RawResponse.fault(400, PATH, "firmware too large"));
		RawResponse fits = exchange(PATH, chunked(LARGEST), "Transfer-Encoding: chunked", OCTETS,
				basic(TestService.ADMIN, TestService.PASSWORD));
		assertThat(fits.summary()).isEqualTo(RawResponse.fault(400, PATH, "firmware error"));
	}

	/** The client learns why, although Tomcat cannot read its body to the end. */
	@Test
	void aBodyThatBreaksOffIsNotParsed() throws IOException {
		RawResponse broken = exchange(PATH, "zz\r\n".getBytes(StandardCharsets.US_ASCII), "Transfer-Encoding: chunked",
				OCTETS, basic(TestService.ADMIN, TestService.PASSWORD));
		assertThat(broken.summary()).isEqualTo(RawResponse.fault(400, PATH, "error, parse firmware"));
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.camera.port())) {
			socket.getOutputStream()
				.write(RawHttpClient
					.request("POST", PATH, "Content-Length: 100", OCTETS,
							basic(TestService.ADMIN, TestService.PASSWORD))
					.getBytes(StandardCharsets.UTF_8));
			socket.getOutputStream().write(new byte[50]);
			socket.shutdownOutput();
			assertThat(RawResponse.parse(socket.getInputStream().readAllBytes()).summary())
				.isEqualTo(RawResponse.fault(400, PATH, "error, parse firmware"));
		}
	}

	@Test
	void onlyOperatorsAndAdministratorsSendImages() {
		String uid = this.camera.logIn();
		this.camera.add(uid, "watcher", "User");
		this.camera.add(uid, "worker", "Operator");
		assertThat(send(PATH, new byte[9], basic("watcher", TestService.PASSWORD)).summary())
			.isEqualTo(RawResponse.fault(400, PATH, "permission denied"));
		assertThat(send(PATH, new byte[9], basic("worker", TestService.PASSWORD)).summary())
			.isEqualTo(RawResponse.fault(400, PATH, "firmware error"));
	}

	@Test
	void withoutTheRightCredentialsItAsksForThem() {
		for (String header : List.of("X-None: 1", basic(TestService.ADMIN, "wrong"),
				basic("nobody", TestService.PASSWORD), "Authorization: Bearer x", "Authorization: Basic %%%")) {
			RawResponse answer = send(PATH + "?uid=" + this.camera.logIn(), new byte[9], header);
			assertThat(answer.status()).as(header).isEqualTo(401);
			assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
		}
	}

	/** As a browser asks for the sample page's script, which stands on another origin. */
	@Test
	void theSamplePagesPreflightPasses() {
		RawResponse preflight = RawHttpClient.ask("OPTIONS", this.camera.port(), SAMPLE_PAGES_PATH,
				"Origin: http://192.168.2.1", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: "
						+ "access-control-allow-origin,authorization,cache-control,content-type");
		assertThat(preflight.status()).isEqualTo(200);
		assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
		assertThat(preflight.header("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT))
			.contains("access-control-allow-origin", "authorization", "cache-control", "content-type");
		RawResponse answer = exchange(SAMPLE_PAGES_PATH, new byte[9], "Content-Length: 9", "Origin: http://192.168.2.1",
				"Content-Type: application/octet-stream", "Access-Control-Allow-Origin: *", "Cache-Control: no-cache",
				basic(TestService.ADMIN, TestService.PASSWORD));
		assertThat(answer.summary()).isEqualTo(RawResponse.fault(400, SAMPLE_PAGES_PATH, "firmware error"));
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
	}

	@Test
	void theStateIsAQuery() {
		RawResponse state = this.camera.get(PATH, basic(TestService.ADMIN, TestService.PASSWORD));
		assertThat(state.status()).isEqualTo(200);
		assertThat(state.root().getAttributes().getLength()).isEqualTo(5);
		RawResponse other = RawHttpClient.ask("PUT", this.camera.port(), PATH,
				basic(TestService.ADMIN, TestService.PASSWORD));
		assertThat(other.status()).isEqualTo(405);
		assertThat(other.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
	}

	private void assertFault(String reason, byte[] image, String... headers) {
		List<String> all = Stream
			.concat(Stream.of(basic(TestService.ADMIN, TestService.PASSWORD), "Content-Length: " + image.length),
					(headers.length > 0) ? Stream.of(headers) : Stream.of("Content-Type: application/octet-stream"))
			.toList();
		assertThat(exchange(PATH, image, all.toArray(String[]::new)).summary())
			.isEqualTo(RawResponse.fault(400, PATH, reason));
	}

	private RawResponse send(String path, byte[] image, String authorization) {
		return exchange(path, image, "Content-Length: " + image.length, "Content-Type: application/octet-stream",
				authorization);
	}

	private RawResponse exchange(String path, byte[] body, String... headers) {
		byte[] head = RawHttpClient.request("POST", path, headers).getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(head);
		request.writeBytes(body);
		return RawHttpClient.exchange("127.0.0.1", this.camera.port(), request.toByteArray());
	}

	private static byte[] chunked(int length) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
		body.writeBytes(new byte[length]);
		body.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		return body.toByteArray();
	}

	private static String basic(String name, String password) {
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

}
