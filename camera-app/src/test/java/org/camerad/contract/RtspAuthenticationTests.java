package org.camerad.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of authentication over RTSP. */
class RtspAuthenticationTests extends RtspTestBase {

	@Test
	void offersTheStrongestDigestFirstAndMd5Last() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port).authorize("")) {
			String response = wire.request("DESCRIBE", "/stream1");
			assertThat(response).startsWith("RTSP/1.0 401 Unauthorized");
			assertThat(response.lines().filter((line) -> line.startsWith("WWW-Authenticate: "))).satisfiesExactly(
					(first) -> assertThat(first).contains("Digest realm=\"camera\"", "algorithm=SHA-256"),
					(second) -> assertThat(second).contains("Digest realm=\"camera\"", "algorithm=MD5"),
					(third) -> assertThat(third).contains("Basic realm=\"camera\""));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SHA-256", "MD5" })
	void digestLogsIn(String algorithm) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port).authorize("")) {
			String challenge = challenge(wire, algorithm);
			String uri = wire.url("/stream2");
			String right = RawRtspClient.digest(challenge, algorithm, TestService.ADMIN, TestService.PASSWORD,
					"DESCRIBE", uri);
			assertThat(wire.authorize(right.replaceFirst("response=\"..", "response=\"00"))
				.request("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
			assertThat(wire.authorize(right.replace("camera\"", "other\"")).request("DESCRIBE", "/stream2"))
				.startsWith("RTSP/1.0 401 ");
			RawRtspClient.require(wire.authorize(right).request("DESCRIBE", "/stream2"));
			// A digest is valid for one method only.
			assertThat(wire.request("SETUP", "/stream2/trackID=0", INTERLEAVED)).startsWith("RTSP/1.0 401 ");
		}
	}

	@Test
	void refusesAnInventedNonceLikeAWrongPassword() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port).authorize("")) {
			String forged = "Digest nonce=\"1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\", algorithm=MD5";
			String response = wire
				.authorize(RawRtspClient.digest(forged, "MD5", TestService.ADMIN, TestService.PASSWORD, "DESCRIBE",
						wire.url("/stream2")))
				.request("DESCRIBE", "/stream2");
			assertThat(response).startsWith("RTSP/1.0 401 ").doesNotContain("stale");
		}
	}

	/** live555 names the stream in requests for a track, others leave out the host. */
	@ParameterizedTest
	@CsvSource({ "URL/stream2, true", "URL/stream2/, true", "/stream2, true", "URL/stream2/trackID=0, true",
			"URL/stream2/trackID=1, false", "URL/stream1, false", "/stream1, false", "rtsp://camera/stream2, false",
			"*, false", "'', false" })
	void digestIsForItsResource(String uri, boolean accepted) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port).authorize("")) {
			String response = wire
				.authorize(RawRtspClient.digest(challenge(wire, "MD5"), "MD5", TestService.ADMIN, TestService.PASSWORD,
						"SETUP", uri.replace("URL", wire.url(""))))
				.request("SETUP", "/stream2/trackID=0", INTERLEAVED);
			assertThat(response).startsWith(accepted ? "RTSP/1.0 200 " : "RTSP/1.0 401 ").doesNotContain("stale");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "\\\\a" })
	void rejectsLongNames(String part) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			String name = part.repeat(7000 / part.length());
			assertThat(wire
				.authorize(RawRtspClient.digest("nonce=\"0.A\"", "MD5", name, TestService.PASSWORD, "DESCRIBE",
						wire.url("/stream2")))
				.request("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
			RawRtspClient.require(wire.request("OPTIONS", "*"));
		}
	}

	/**
	 * The number of concurrent password checks is limited: further attempts are refused,
	 * and other clients are not delayed.
	 */
	@Test
	void boundsConcurrentLogInsWithoutDelayingClients() throws IOException {
		List<RawRtspClient> many = new ArrayList<>();
		try (RawRtspClient client = new RawRtspClient(this.port)) {
			client.play("/stream2");
			for (int i = 0; i < 150; i++) {
				many.add(new RawRtspClient(this.port).authorize(RawRtspClient.basic("nobody" + i, "wrong" + i)));
			}
			for (RawRtspClient one : many) {
				one.send("DESCRIBE", "/stream2");
			}
			read(client, 50);
			int refused = 0;
			for (RawRtspClient one : many) {
				String response = one.readResponse();
				assertThat(response).containsPattern("^RTSP/1.0 (401|503) ");
				refused += response.startsWith("RTSP/1.0 503 ") ? 1 : 0;
			}
			assertThat(refused).as("beyond the places of one address").isBetween(1, 149);
			RawRtspClient.require(many.get(0)
				.authorize(RawRtspClient.basic(TestService.ADMIN, TestService.PASSWORD))
				.request("DESCRIBE", "/stream2"));
		}
		finally {
			for (RawRtspClient one : many) {
				one.close();
			}
		}
	}

	@Test
	void theLogInThrottleCountsDigestsToo() throws IOException {
		String uid = this.camera.logIn();
		this.camera.add(uid, "guessed", "User");
		try (RawRtspClient wire = new RawRtspClient(this.port).authorize("")) {
			String challenge = challenge(wire, "MD5");
			String uri = wire.url("/stream2");
			for (int i = 0; i < 11; i++) {
				wire.authorize(RawRtspClient.digest(challenge, "MD5", "guessed", "wrong" + i, "DESCRIBE", uri))
					.request("DESCRIBE", "/stream2");
			}
			assertThat(wire
				.authorize(RawRtspClient.digest(challenge, "MD5", "guessed", TestService.PASSWORD, "DESCRIBE", uri))
				.request("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
		}
		assertThat(this.camera.get("/cgi-bin/getuid?username=guessed&password=" + TestService.PASSWORD).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/getuid", "password error"));
	}

	/** Names that nobody has flushed the table of the names that were guessed. */
	@Test
	void madeUpNamesDoNotHideGuesses() throws IOException {
		this.camera.add(this.camera.logIn(), "sought", "User");
		try (RawRtspClient wire = new RawRtspClient(this.port).authorize("")) {
			String challenge = challenge(wire, "MD5");
			String uri = wire.url("/stream2");
			for (int i = 0; i < 10; i++) {
				guess(wire, challenge, "sought", "wrong" + i);
				for (int j = 0; j < 410; j++) {
					guess(wire, challenge, "name" + i + "_" + j, "wrong");
				}
			}
			guess(wire, challenge, "sought", "wrong");
			assertThat(wire
				.authorize(RawRtspClient.digest(challenge, "MD5", "sought", TestService.PASSWORD, "DESCRIBE", uri))
				.request("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
		}
		String right = "username=sought&password=" + TestService.PASSWORD;
		assertThat(this.camera.get("/cgi-bin/getuid?" + right).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/getuid", "password error"));
		assertThat(this.camera.get("/cgi-bin/snapshot.cgi&" + right).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/snapshot", "password error"));
		assertThat(this.camera
			.get("/cgi-bin/snapshot.cgi", "Authorization: " + RawRtspClient.basic("sought", TestService.PASSWORD))
			.status()).isEqualTo(401);
		TestService.uid(RawHttpClient.getFrom("127.0.0.2", this.camera.port(), "/cgi-bin/getuid?" + right));
	}

	private static void guess(RawRtspClient wire, String challenge, String name, String password) throws IOException {
		assertThat(
				wire.authorize(RawRtspClient.digest(challenge, "MD5", name, password, "DESCRIBE", wire.url("/stream2")))
					.request("DESCRIBE", "/stream2"))
			.startsWith("RTSP/1.0 401 ");
	}

	private String challenge(RawRtspClient wire, String algorithm) throws IOException {
		return wire.request("DESCRIBE", "/stream2")
			.lines()
			.filter((line) -> line.contains("algorithm=" + algorithm))
			.findFirst()
			.orElseThrow();
	}

}
