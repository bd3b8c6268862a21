package org.camerad.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

import org.camerad.settings.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks of docs/security.md that no other test makes. Each leaves the camera well, its
 * settings as they were, no file in its folder and no process.
 */
class AttackTests extends SimulatorTestBase {

	private static final String SMUGGLED = "GET /cgi-bin/image?brightness=13&uid=";

	private String files = "";

	@AfterEach
	void theCameraIsWell() throws IOException {
		assertThat(health()).contains("\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"");
		assertThat(brightness()).isNotEqualTo("13");
		assertThat(ProcessHandle.current().descendants()).isEmpty();
		try (Stream<java.nio.file.Path> all = Files.walk(this.folder)) {
			String now = String.join("\n",
					all.map(Object::toString)
						.filter((name) -> !name.matches(".*/(state\\.[0-9]+|audit.*)"))
						.sorted()
						.toList());
			this.files = this.files.isEmpty() ? now : this.files;
			assertThat(now).isEqualTo(this.files);
		}
	}

	/**
	 * A1: log-ins without a password, and the ways around the log-in of other cameras.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			image?auth=YWRtaW46MTEK                     | error, parse uid
			image?brightness=13&auth=YWRtaW46MTEK       | error, parse uid
			image?uid=                                  | error, parse uid
			getuid?username=admin&password=             | error, parse password
			getuid?username=admin&password=%00          | password error
			getuid?username=admin&password=x%00         | password error
			getuid?username=nobody&password=            | error, parse password
			getuid?username=admin&password=PASS-0F-THE-FACTORY | password error
			image?uid=1&clientType=NetKeyboard          | uid error
			image?uid=127.0.0.1&loopback=1              | uid error
			""")
	void waysAroundTheLogInAreRefused(String target, String reason) {
		RawResponse answer = this.camera.get("/cgi-bin/" + target);
		assertThat(answer.summary()).isEqualTo(RawResponse.fault(400, "/cgi-bin/" + target.split("\\?")[0], reason));
	}

	@ParameterizedTest
	@ValueSource(strings = { "YWRtaW46", "YWRtaW4=", "Og==", "YWRtaW46MTEK", "=", "AAAA" })
	void basicWithoutAPasswordIsRefused(String credentials) {
		assertThat(this.camera.get("/cgi-bin/snapshot.cgi", "Authorization: Basic " + credentials).status())
			.isEqualTo(401);
		assertThat(RawHttpClient
			.ask("POST", this.camera.port(), "/cgi-bin/OnvifFirmwareUpgrade", "Authorization: Basic " + credentials)
			.status()).isEqualTo(401);
	}

	/** A6: what a stolen folder tells is no password. */
	@Test
	void hashesAreNoPasswords() throws IOException {
		String hash = new Store(this.camera.dataFolder()).state().users().get(0).passwordHash();
		String bare = hash.substring(hash.indexOf('}') + 1);
		for (String password : List.of(bare.substring(0, 32), bare.substring(32), bare.substring(32, 64))) {
			assertThat(this.camera.get("/cgi-bin/getuid?username=admin&password=" + password).text())
				.contains("password error");
		}
		assertThat(this.camera.get("/cgi-bin/getuid?username=admin&password=" + "a".repeat(1_000_000)).status())
			.isEqualTo(400);
	}

	/** A11 and A12: a second request inside of the first, and malformed requests. */
	@ParameterizedTest
	@ValueSource(strings = {
			"GET /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
			"GET /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\nContent-Length: 0, 60\r\n\r\n",
			"GET /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n",
			"GET /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\nContent-Length: 60\r\n\r\n",
			"GET /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n",
			"GET /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
			"GET /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\nX: a\u0001b\r\n\r\n",
			"GET /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\nContent-Length: +4\r\n\r\nabcd",
			"GET /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
			"GET  /cgi-bin/getinfo HTTP/1.1\r\nHost: x\r\n\r\n", "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n",
			"GET /cgi-bin/getinfo HTTP/9.9\r\nHost: x\r\n\r\n", "\u0016\u0003\u0001\u0002\r\n\r\n" })
	void aMalformedRequestIsOneRefusalAndTheEnd(String request) throws IOException {
		String answer = exchange(request + SMUGGLED + this.uid + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
		assertThat(answer).doesNotContain("<image ").containsPattern("^(HTTP/1.1 (4|5)[0-9]{2}|$)");
	}

	/** A11: the target of a proxy is the camera itself. */
	@Test
	void anAbsoluteTargetReachesNoOtherHost() throws IOException {
		String answer = exchange("GET http://169.254.169.254/cgi-bin/keep_alive?uid=" + this.uid
				+ " HTTP/1.1\r\nHost: 169.254.169.254\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 200");
	}

	/** A13: sizes and bytes that no client sends. */
	@Test
	void oversizedAndBrokenRequestsAreRefused() throws IOException {
		List<String> targets = List.of("image?" + "a=1&".repeat(10_000), "image?x=" + "a".repeat(65_536),
				"image?brightness=%", "image?brightness=%zz", "image?brightness=%c0%ae", "image?brightness=%ED%A0%80",
				"image?Brightness=13&brightness=13&BRIGHTNESS=13&brightness=13", "image?brightness=13%0d%0a",
				"image?brightness=+13");
		for (String target : targets) {
			assertThat(this.camera.get("/cgi-bin/" + target + "&uid=" + this.uid).status()).as(target.substring(0, 9))
				.isEqualTo(400);
		}
		String longHeader = "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(1_000_000) + "\r\n\r\n";
		assertThat(exchange(longHeader)).containsPattern("^(HTTP/1.1 (400|431)|$)");
	}

	/** A28: many requests on one connection, and clients that go in between. */
	@Test
	void pipelinedRequestsAreAnsweredOneByOneAndResetsEndNothing() throws IOException {
		String one = "GET /cgi-bin/keep_alive?uid=" + this.uid + " HTTP/1.1\r\nHost: x\r\n";
		String answers = exchange((one + "\r\n").repeat(90) + one + "Connection: close\r\n\r\n");
		assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(92);
		for (int i = 0; i < 50; i++) {
			try (Socket socket = ask("snapshot.cgi?stream=1")) {
				socket.setSoLinger(true, 0);
				if (i % 2 == 0) {
					assertThat(socket.getInputStream().read()).isEqualTo('H');
				}
			}
		}
		assertWhole(picture());
	}

	/** A34: what a refusal tells about the service. */
	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/error", "/cgi-bin/", "/cgi-bin/nothing", "/cgi-bin/image?brightness=%zz",
			"/cgi-bin/image?uid=00000000", "/%", "/cgi-bin/snapshot.cgi?stream=7", "/WEB-INF/web.xml",
			"/META-INF/MANIFEST.MF", "/cgi-bin/..%5c..", "/cgi-bin/getinfo;jsessionid=1", "/cgi-bin/image?{}",
			"/favicon.ico/x" })
	void refusalsTellNothingAboutTheService(String target) throws IOException {
		String answer = exchange("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
		assertThat(answer).containsPattern("^HTTP/1.1 4[0-9]{2}")
			.contains("<fault><value>")
			.doesNotContainIgnoringCase("server:", "exception", "tomcat", "apache", "spring", "java", "at org.",
					this.folder.toString(), "set-cookie");
	}

	/** A36: names, addresses and paths of clients are no labels of metrics. */
	@Test
	void metricsHaveNoLabelsOfClients() {
		this.camera.add(this.uid, "labelled", "User");
		this.camera.logIn("labelled", TestService.PASSWORD);
		for (int i = 0; i < 20; i++) {
			this.camera.get("/cgi-bin/path-of-a-client-" + i + "?name-of-a-client=1", "User-Agent: agent-of-a-client");
			this.camera.get("/cgi-bin/getuid?username=user-of-a-client-" + i + "&password=x");
		}
		String metrics = RawHttpClient.get(this.camera.managementPort(), "/actuator/prometheus").text();
		assertThat(metrics).contains("http_server_requests")
			.doesNotContain("labelled", "of-a-client", "127.0.0.1", this.uid);
		get("user_management?action=delete&name=labelled");
	}

	/** Sends bytes and returns everything until the service closes. */
	private String exchange(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.camera.port())) {
			socket.setSoTimeout((int) TIMEOUT.toMillis());
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (java.net.SocketException ex) {
			return "";
		}
	}

}
