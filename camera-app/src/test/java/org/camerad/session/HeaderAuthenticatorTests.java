package org.camerad.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.camerad.audit.AuditLogs;
import org.camerad.session.HeaderAuthenticator.Outcome;
import org.camerad.user.DigestSecrets;
import org.camerad.user.TestAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Digest and Basic headers, with the challenges that clients answer. */
class HeaderAuthenticatorTests {

	private static final String HERE = "127.0.0.1";

	private final SteppedTicker ticker = new SteppedTicker();

	private PasswordAuthenticator passwords;

	private HeaderAuthenticator headers;

	@BeforeEach
	void create(@TempDir Path folder) throws Exception {
		TestAccounts users = TestAccounts.in(folder);
		users.accounts().prepare();
		this.passwords = new PasswordAuthenticator(users.accounts(), new LogInLimits(this.ticker, AuditLogs.NONE),
				AuditLogs.NONE);
		this.headers = new HeaderAuthenticator(this.passwords, this.ticker, true);
	}

	@Test
	void strongestChallengeComesFirst() {
		List<String> challenges = this.headers.challenges(HERE, false);
		assertThat(challenges).hasSize(3);
		assertThat(challenges.get(0)).startsWith("Digest realm=\"camera\", nonce=\"")
			.endsWith("\", qop=\"auth\", algorithm=SHA-256");
		assertThat(challenges.get(1)).endsWith("\", algorithm=MD5").doesNotContain("stale", "qop");
		assertThat(challenges.get(2)).isEqualTo("Basic realm=\"camera\"");
		assertThat(this.headers.challenges(HERE, true).get(0)).contains(", stale=true, ");
	}

	@Test
	void withoutDigestOnlyBasicIsOfferedAndTaken() {
		HeaderAuthenticator basic = new HeaderAuthenticator(this.passwords, this.ticker, false);
		assertThat(basic.challenges(HERE, false)).containsExactly("Basic realm=\"camera\"");
		assertThat(check(basic, md5(nonce(), "factory"), "DESCRIBE", HERE, "").status()).isEqualTo(401);
		assertThat(check(basic, basic("admin:factory"), "DESCRIBE", HERE, "").status()).isEqualTo(200);
	}

	@Test
	void bothDigestsLogIn() {
		String nonce = nonce();
		Outcome outcome = check(md5(nonce, "factory"), "DESCRIBE", HERE, "");
		assertThat(outcome.status()).isEqualTo(200);
		assertThat(outcome.account().name()).isEqualTo("admin");
		assertThat(outcome.nonce()).isEqualTo(nonce);
		assertThat(this.headers.isCurrent(outcome.account())).isTrue();
		assertThat(check(sha256(nonce, "auth"), "DESCRIBE", HERE, "").status()).isEqualTo(200);
		assertThat(check(sha256(nonce, "auth-int"), "DESCRIBE", HERE, "").status()).isEqualTo(401);
	}

	@Test
	void wrongProofIsRefused() {
		assertRefused(check(md5(nonce(), "wrong"), "DESCRIBE", HERE, ""));
		assertRefused(check(md5(nonce(), "factory"), "PLAY", HERE, ""));
		assertRefused(check(md5(nonce(), "factory").replace("\"camera\"", "\"other\""), "DESCRIBE", HERE, ""));
	}

	@Test
	void challengeIsForItsAddressAndGrowsOldAfterFiveMinutes() {
		String nonce = nonce();
		assertRefused(check(md5(nonce, "factory"), "DESCRIBE", "10.0.0.1", ""));
		this.ticker.pass(Duration.ofMinutes(5));
		assertThat(check(md5(nonce, "factory"), "DESCRIBE", HERE, "").status()).isEqualTo(200);
		this.ticker.pass(Duration.ofNanos(1));
		assertRefused(check(md5(nonce, "wrong"), "DESCRIBE", HERE, ""));
		assertStale(check(md5(nonce, "factory"), "DESCRIBE", HERE, ""));
		assertThat(check(md5(nonce, "factory"), "DESCRIBE", HERE, nonce).status())
			.as("answered before on this connection")
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "0.A", "A", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			"11111111111111111.A" })
	void inventedChallengeIsRefusedLikeAWrongPassword(String nonce) {
		assertRefused(check(md5(nonce, "factory"), "DESCRIBE", HERE, ""));
		assertThat(check(md5(nonce(), "factory"), "DESCRIBE", HERE, "").status()).isEqualTo(200);
	}

	@Test
	void changedChallengeIsRefused() {
		String nonce = nonce();
		assertThat(nonce).hasSize(48);
		for (int i = 0; i < nonce.length(); i++) {
			char other = (nonce.charAt(i) == 'A') ? 'B' : 'A';
			assertRefused(check(md5(nonce.substring(0, i) + other + nonce.substring(i + 1), "factory"), "DESCRIBE",
					HERE, ""));
		}
	}

	/** A count of requests makes each response of HTTP a new one. */
	@Test
	void repeatedResponseWithACountIsStale() {
		String nonce = nonce();
		String header = sha256(nonce, "auth");
		assertThat(check(header, "DESCRIBE", HERE, "").status()).isEqualTo(200);
		assertStale(check(header, "DESCRIBE", HERE, ""));
		assertThat(check(header, "DESCRIBE", HERE, nonce).status()).as("on its own RTSP connection").isEqualTo(200);
		assertThat(check(sha256(nonce(), "auth"), "DESCRIBE", HERE, "").status()).isEqualTo(200);
	}

	@Test
	void challengeRevealsNothing() {
		assertThat(nonce().substring(0, 40)).isNotEqualTo(nonce().substring(0, 40));
		assertThat(new String(Base64.getUrlDecoder().decode(nonce()), StandardCharsets.ISO_8859_1))
			.doesNotContain(new String(ByteBuffer.allocate(8).putLong(this.ticker.nanoTime()).array(),
					StandardCharsets.ISO_8859_1));
	}

	@Test
	void proofForAnotherResourceIsRefused() {
		String header = md5(nonce(), "factory");
		assertRefused(
				this.headers.check(header, new HeaderAuthenticator.Request("DESCRIBE", "/stream2"::equals, HERE), "")
					.join());
		assertThat(check(header, "DESCRIBE", HERE, "").status()).isEqualTo(200);
	}

	/** A recorded proof must not clear the mistakes of a guesser. */
	@Test
	void proofThatMayNotLogInForgivesNothing() {
		for (int i = 0; i < 12; i++) {
			check(md5(nonce(), "guess" + i), "DESCRIBE", HERE, "");
			assertRefused(check(md5("recorded", "factory"), "DESCRIBE", HERE, ""));
		}
		assertRefused(check(md5(nonce(), "factory"), "DESCRIBE", HERE, ""));
	}

	@Test
	void basicLogsIn() {
		String header = basic("admin:factory");
		Outcome outcome = check(header, "DESCRIBE", HERE, "");
		assertThat(outcome.status()).isEqualTo(200);
		assertThat(outcome.nonce()).isEmpty();
		assertRefused(check(basic("admin:wrong"), "DESCRIBE", HERE, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Basic", "Bearer x", "Basic !!", "Digest username=\"admin\"",
			"Digest username=\"admin\", nonce=\"n\", uri=\"/\", response=\"short\"" })
	void otherHeadersAreRefused(String header) {
		assertRefused(check(header, "DESCRIBE", HERE, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin", ":factory", "admin:", "" })
	void incompleteBasicIsRefused(String credentials) {
		assertThat(RequestAuthenticator.header(basic(credentials))).isEmpty();
	}

	@Test
	void basicIsReadInAnyCaseAndAsUtf8() {
		assertThat(RequestAuthenticator.header("bASIC  " + basic("Иван:a:b").substring("Basic ".length())))
			.contains(new Credentials("Иван", "a:b"));
		assertThat(RequestAuthenticator.header(null)).isEmpty();
		assertThat(new Credentials("Иван", "a:b")).hasToString("Credentials[Иван]");
	}

	@Test
	void digestHeaderIsReadWithItsEscapesAndBareValues() {
		String response = "0".repeat(32);
		DigestAuthorization answer = DigestAuthorization
			.parse("DIGEST Username=\"a\\\"b\\\\\", nonce=n , uri=\"/,\", " + "response=\""
					+ response.toUpperCase(java.util.Locale.ROOT) + "\",stale=\"\"", "PLAY")
			.orElseThrow();
		assertThat(answer.username()).isEqualTo("a\"b\\");
		assertThat(answer.nonce()).isEqualTo("n");
		assertThat(answer.parameters()).containsEntry("uri", "/,").containsEntry("stale", "");
		assertThat(answer.response()).isEqualTo(response);
		assertThat(answer).hasToString("DigestAuthorization[PLAY]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "username", "nonce", "uri", "response" })
	void incompleteDigestIsRefused(String missing) {
		String header = md5("n", "factory");
		assertThat(DigestAuthorization.parse(header, "PLAY")).isPresent();
		assertThat(DigestAuthorization.parse(header.replace(missing, "x" + missing), "PLAY")).isEmpty();
		assertThat(DigestAuthorization.parse(header + " \"", "PLAY")).as("more than parameters").isEmpty();
	}

	private Outcome check(String header, String method, String address, String acceptedNonce) {
		return check(this.headers, header, method, address, acceptedNonce);
	}

	private static Outcome check(HeaderAuthenticator headers, String header, String method, String address,
			String acceptedNonce) {
		return headers
			.check(header, new HeaderAuthenticator.Request(method, "/stream1"::equals, address), acceptedNonce)
			.join();
	}

	private String nonce() {
		return this.headers.challenges(HERE, false).get(0).replaceAll(".*nonce=\"([^\"]*)\".*", "$1");
	}

	private static String md5(String nonce, String password) {
		String a1 = DigestSecrets.hash("MD5", "admin:camera:" + password);
		String a2 = DigestSecrets.hash("MD5", "DESCRIBE:/stream1");
		return "Digest username=\"admin\", realm=\"camera\", nonce=\"" + nonce + "\", uri=\"/stream1\", response=\""
				+ DigestSecrets.hash("MD5", a1 + ":" + nonce + ":" + a2) + "\"";
	}

	private static String sha256(String nonce, String qop) {
		String a1 = DigestSecrets.hash("SHA-256", "admin:camera:factory");
		String a2 = DigestSecrets.hash("SHA-256", "DESCRIBE:/stream1");
		return "Digest username=\"admin\", realm=\"camera\", nonce=\"" + nonce + "\", uri=\"/stream1\", qop=" + qop
				+ ", nc=00000001, cnonce=\"c\", response=\""
				+ DigestSecrets.hash("SHA-256", a1 + ":" + nonce + ":00000001:c:" + qop + ":" + a2) + "\"";
	}

	private static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	private static void assertRefused(Outcome outcome) {
		assertThat(outcome).isEqualTo(new Outcome(null, 401, false, ""));
	}

	private static void assertStale(Outcome outcome) {
		assertThat(outcome).isEqualTo(new Outcome(null, 401, true, ""));
	}

}
