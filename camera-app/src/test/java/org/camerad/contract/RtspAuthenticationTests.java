package org.camerad.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may watch by RTSP, and who is kept out. */
class RtspAuthenticationTests extends OnRtsp {

	@Test
	void theStrongestDigestIsOfferedFirstAndMd5Last() throws IOException {
		try (RtspWire wire = new RtspWire(this.port).as("")) {
			String answer = wire.ask("DESCRIBE", "/stream1");
			assertThat(answer).startsWith("RTSP/1.0 401 Unauthorized");
			assertThat(answer.lines().filter((line) -> line.startsWith("WWW-Authenticate: "))).satisfiesExactly(
					(first) -> assertThat(first).contains("Digest realm=\"camera\"", "algorithm=SHA-256"),
					(second) -> assertThat(second).contains("Digest realm=\"camera\"", "algorithm=MD5"),
					(third) -> assertThat(third).contains("Basic realm=\"camera\""));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SHA-256", "MD5" })
	void digestLogsIn(String algorithm) throws IOException {
		try (RtspWire wire = new RtspWire(this.port).as("")) {
			String challenge = challenge(wire, algorithm);
			String uri = wire.url("/stream2");
			String right = RtspWire.digest(challenge, algorithm, TestService.ADMIN, TestService.PASSWORD, "DESCRIBE",
					uri);
			assertThat(wire.as(right.replaceFirst("response=\"..", "response=\"00")).ask("DESCRIBE", "/stream2"))
				.startsWith("RTSP/1.0 401 ");
			assertThat(wire.as(right.replace("camera\"", "other\"")).ask("DESCRIBE", "/stream2"))
				.startsWith("RTSP/1.0 401 ");
			RtspWire.require(wire.as(right).ask("DESCRIBE", "/stream2"));
			// Another method needs another answer to the challenge.
			assertThat(wire.ask("SETUP", "/stream2/trackID=0", INTERLEAVED)).startsWith("RTSP/1.0 401 ");
		}
	}

	@Test
	void aChallengeIsForTheAddressThatGotIt() throws IOException {
		try (RtspWire wire = new RtspWire(this.port).as("")) {
			String forged = "Digest nonce=\"1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\", algorithm=MD5";
			String answer = wire
				.as(RtspWire.digest(forged, "MD5", TestService.ADMIN, TestService.PASSWORD, "DESCRIBE",
						wire.url("/stream2")))
				.ask("DESCRIBE", "/stream2");
			assertThat(answer).startsWith("RTSP/1.0 401 ").contains("stale=true");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "\\\\a" })
	void aLongNameIsNobodys(String part) throws IOException {
		try (RtspWire wire = new RtspWire(this.port)) {
			String name = part.repeat(7000 / part.length());
			assertThat(wire
				.as(RtspWire.digest("nonce=\"0.A\"", "MD5", name, TestService.PASSWORD, "DESCRIBE",
						wire.url("/stream2")))
				.ask("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
			RtspWire.require(wire.ask("OPTIONS", "*"));
		}
	}

	/**
	 * Slow hashes are few at a time: too many log-ins are refused, and nobody else
	 * notices.
	 */
	@Test
	void aBurstOfLogInsIsBoundedAndHoldsUpNoViewer() throws IOException {
		List<RtspWire> many = new ArrayList<>();
		try (RtspWire viewer = new RtspWire(this.port)) {
			viewer.play("/stream2");
			for (int i = 0; i < 150; i++) {
				many.add(new RtspWire(this.port).as(RtspWire.basic("nobody" + i, "wrong" + i)));
			}
			for (RtspWire one : many) {
				one.tell("DESCRIBE", "/stream2");
			}
			read(viewer, 50);
			int refused = 0;
			for (RtspWire one : many) {
				String answer = one.answer();
				assertThat(answer).containsPattern("^RTSP/1.0 (401|503) ");
				refused += answer.startsWith("RTSP/1.0 503 ") ? 1 : 0;
			}
			assertThat(refused).isBetween(1, 150 - 64);
			RtspWire.require(many.get(0)
				.as(RtspWire.basic(TestService.ADMIN, TestService.PASSWORD))
				.ask("DESCRIBE", "/stream2"));
		}
		finally {
			for (RtspWire one : many) {
				one.close();
			}
		}
	}

	@Test
	void theLogInThrottleCountsDigestsToo() throws IOException {
		String uid = this.camera.logIn();
		this.camera.add(uid, "guessed", "User");
		try (RtspWire wire = new RtspWire(this.port).as("")) {
			String challenge = challenge(wire, "MD5");
			String uri = wire.url("/stream2");
			for (int i = 0; i < 11; i++) {
				wire.as(RtspWire.digest(challenge, "MD5", "guessed", "wrong" + i, "DESCRIBE", uri))
					.ask("DESCRIBE", "/stream2");
			}
			assertThat(wire.as(RtspWire.digest(challenge, "MD5", "guessed", TestService.PASSWORD, "DESCRIBE", uri))
				.ask("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
		}
		assertThat(this.camera.get("/cgi-bin/getuid?username=guessed&password=" + TestService.PASSWORD).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/getuid", "password error"));
	}

	private String challenge(RtspWire wire, String algorithm) throws IOException {
		return wire.ask("DESCRIBE", "/stream2")
			.lines()
			.filter((line) -> line.contains("algorithm=" + algorithm))
			.findFirst()
			.orElseThrow();
	}

}
