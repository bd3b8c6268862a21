package org.camerad.session;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

import org.camerad.audit.AuditLogs;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Role;
import org.camerad.user.TestAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which credentials of a request count, and getuid. */
class RequestAuthenticatorTests {

	private static final String HERE = "127.0.0.1";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final SteppedTicker ticker = new SteppedTicker();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/cgi-bin/getuid");

	private TestAccounts users;

	private Sessions sessions;

	private PasswordAuthenticator passwords;

	private RequestAuthenticator requests;

	@BeforeEach
	void create(@TempDir Path folder) throws Exception {
		this.users = TestAccounts.in(folder);
		LogInLimits limits = new LogInLimits(this.ticker, AuditLogs.NONE);
		this.passwords = new PasswordAuthenticator(this.users.accounts(), limits, AuditLogs.NONE);
		this.sessions = new Sessions(TIMEOUT, this.users.accounts(), limits, this.ticker, AuditLogs.NONE);
		this.requests = new RequestAuthenticator(this.passwords, this.sessions);
		this.request.setRemoteAddr(HERE);
	}

	@Test
	void uidCountsBeforeTheHeaderAndIsExtended() {
		this.request.addHeader("Authorization", "Basic nonsense");
		String uid = this.sessions.open(this.users.account("guest"), HERE).orElseThrow();
		StreamUser user = require("uid=" + uid);
		assertThat(user.name()).isEqualTo("guest");
		assertThat(user.role()).isEqualTo(Role.OPERATOR);
		this.ticker.pass(TIMEOUT.minusNanos(1));
		this.requests.extend(user);
		this.ticker.pass(Duration.ofSeconds(1));
		assertThat(require("uid=" + uid)).isEqualTo(user);
		this.sessions.onUserChanged("guest", true);
		assertFault("uid=" + uid, "uid error");
	}

	@Test
	void nameAndPasswordCount() {
		StreamUser user = require("username=admin&password=factory");
		assertThat(user).isEqualTo(new StreamUser("admin", Role.ADMINISTRATOR, null));
		this.requests.extend(user);
		assertThat(this.requests.requireOrChallenge(CgiQuery.parse("username=admin&password=factory"), this.request))
			.isEqualTo(user);
	}

	@Test
	void headerCountsWithoutOthers() {
		this.request.addHeader("Authorization", basic("admin:factory"));
		assertThat(require("stream=1").name()).isEqualTo("admin");
		assertFault("stream=1&username=admin", "error, parse password");
		assertFault("stream=1&password=admin", "error, parse username");
	}

	@ParameterizedTest
	@CsvSource({ "uid=, 'error, parse uid'", "uid=nobodys0, uid error", "username=&password=x, 'error, parse username'",
			"username=x&password=, 'error, parse password'" })
	void incompleteCredentialsAreNamed(String query, String fault) {
		assertFault(query, fault);
	}

	@ParameterizedTest
	@CsvSource({ "stream=1, 'error, parse username'", "timestamp=7, 'error, parse username'",
			"'', 'error, parse parameters'" })
	void withoutCredentialsThereIsAChallengeWithTheContractsFault(String query, String fault) {
		assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> require(query))
			.withMessage(fault)
			.matches(AuthenticationException::isChallenge);
	}

	@Test
	void withoutCredentialsThereIsAChallenge() {
		assertThatExceptionOfType(AuthenticationException.class)
			.isThrownBy(() -> this.requests.requireOrChallenge(CgiQuery.parse("stream=1"), this.request))
			.withMessage("unauthorized")
			.matches(AuthenticationException::isChallenge);
		for (String credentials : new String[] { "uid=nobodys0", "username=x", "password=x" }) {
			assertThatExceptionOfType(ParameterException.class)
				.isThrownBy(() -> this.requests.requireOrChallenge(CgiQuery.parse(credentials), this.request));
		}
	}

	@Test
	void wrongHeaderIsChallengedAgain() {
		this.request.addHeader("Authorization", basic("admin:wrong"));
		assertThatExceptionOfType(AuthenticationException.class)
			.isThrownBy(() -> this.requests.requireOrChallenge(CgiQuery.parse("stream=1"), this.request))
			.matches(AuthenticationException::isChallenge);
	}

	@Test
	void getuidOpensASession() {
		this.request.setQueryString("username=admin&password=factory");
		SessionController controller = new SessionController();
		String uid = controller.logIn(this.request, this.passwords, this.sessions).text();
		assertThat(this.sessions.identify(uid, HERE).orElseThrow().name()).isEqualTo("admin");
		assertThat(controller
			.keepAlive(new org.camerad.cgi.CgiRequest("GET", CgiQuery.parse(""),
					this.sessions.identify(uid, HERE).orElseThrow(), Runnable::run))
			.text()).isEqualTo("true");
	}

	@Test
	void getuidWantsGetAndAQuery() {
		SessionController controller = new SessionController();
		assertThatExceptionOfType(CgiFault.class)
			.isThrownBy(() -> controller.logIn(this.request, this.passwords, this.sessions))
			.withMessage("error, parse parameters");
		this.request.setMethod("HEAD");
		assertThatExceptionOfType(CgiFault.class)
			.isThrownBy(() -> controller.logIn(this.request, this.passwords, this.sessions))
			.matches((ex) -> ex.status() == 405);
	}

	private StreamUser require(String query) {
		return this.requests.require(CgiQuery.parse(query), this.request);
	}

	private void assertFault(String query, String fault) {
		assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> require(query)).withMessage(fault);
	}

	private static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

}
