package org.camerad.session;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

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
		this.passwords = new PasswordAuthenticator(users.accounts(), this.ticker);
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
		assertThat(basic.check(md5(nonce(), "factory"), "DESCRIBE", HERE, "").status()).isEqualTo(401);
		assertThat(basic.check(basic("admin:factory"), "DESCRIBE", HERE, "").status()).isEqualTo(200);
	}

	@Test
	void bothDigestsLogIn() {
		String nonce = nonce();
		Outcome outcome = this.headers.check(md5(nonce, "factory"), "DESCRIBE", HERE, "");
		assertThat(outcome.status()).isEqualTo(200);
		assertThat(outcome.account().name()).isEqualTo("admin");
		assertThat(outcome.nonce()).isEqualTo(nonce);
		assertThat(this.headers.isCurrent(outcome.account())).isTrue();
		assertThat(this.headers.check(sha256(nonce, "auth"), "DESCRIBE", HERE, "").status()).isEqualTo(200);
		assertThat(this.headers.check(sha256(nonce, "auth-int"), "DESCRIBE", HERE, "").status()).isEqualTo(401);
	}

	@Test
	void wrongProofIsRefused() {
		assertRefused(this.headers.check(md5(nonce(), "wrong"), "DESCRIBE", HERE, ""));
		assertRefused(this.headers.check(md5(nonce(), "factory"), "PLAY", HERE, ""));
		assertRefused(
				this.headers.check(md5(nonce(), "factory").replace("\"camera\"", "\"other\""), "DESCRIBE", HERE, ""));
	}

	@Test
	void challengeIsForItsAddressAndGrowsOldAfterFiveMinutes() {
		String nonce = nonce();
		assertStale(this.headers.check(md5(nonce, "factory"), "DESCRIBE", "10.0.0.1", ""));
		this.ticker.pass(Duration.ofMinutes(5));
		assertThat(this.headers.check(md5(nonce, "factory"), "DESCRIBE", HERE, "").status()).isEqualTo(200);
		this.ticker.pass(Duration.ofSeconds(1));
		assertStale(this.headers.check(md5(nonce, "factory"), "DESCRIBE", HERE, ""));
		assertThat(this.headers.check(md5(nonce, "factory"), "DESCRIBE", HERE, nonce).status())
			.as("answered before on this connection")
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "0.A", "x.y", "11111111111111111.A", "ffffffffffffffff.A" })
	void inventedChallengeIsStale(String nonce) {
		assertStale(this.headers.check(md5(nonce, "factory"), "DESCRIBE", HERE, ""));
	}

	@Test
	void basicLogsInAndIsSlow() {
		String header = basic("admin:factory");
		Outcome outcome = this.headers.check(header, "DESCRIBE", HERE, "");
		assertThat(outcome.status()).isEqualTo(200);
		assertThat(outcome.nonce()).isEmpty();
		assertThat(this.headers.isSlow(header)).isTrue();
		assertThat(this.headers.isSlow(md5(nonce(), "factory"))).isFalse();
		assertRefused(this.headers.check(basic("admin:wrong"), "DESCRIBE", HERE, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Basic", "Bearer x", "Basic !!", "Digest username=\"admin\"",
			"Digest username=\"admin\", nonce=\"n\", uri=\"/\", response=\"short\"" })
	void otherHeadersAreRefused(String header) {
		assertRefused(this.headers.check(header, "DESCRIBE", HERE, ""));
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
