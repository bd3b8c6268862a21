package org.camerad.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.camerad.audit.AuditLogs;
import org.camerad.camera.ResetListener.Reset;
import org.camerad.cgi.Principal;
import org.camerad.cgi.Role;
import org.camerad.user.Account;
import org.camerad.user.TestAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionsTests {

	private static final String HERE = "127.0.0.1";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final SteppedTicker ticker = new SteppedTicker();

	private TestAccounts users;

	private Sessions sessions;

	@BeforeEach
	void create(@TempDir Path folder) throws Exception {
		this.users = TestAccounts.in(folder);
		this.sessions = new Sessions(TIMEOUT, this.users.accounts(), new LogInLimits(this.ticker, AuditLogs.NONE),
				this.ticker, AuditLogs.NONE);
	}

	@Test
	void uidIsEightLettersAndDigitsAndStandsForItsUser() {
		Set<String> uids = IntStream.range(0, 200).mapToObj((i) -> open("user" + i)).collect(Collectors.toSet());
		assertThat(uids).hasSize(200).allMatch((uid) -> uid.matches("[0-9A-Za-z]{8}"));
		assertThat(String.join("", uids).chars().distinct().count()).as("letters and digits in use").isEqualTo(62);
		Principal principal = this.sessions.identify(open("guest"), HERE).orElseThrow();
		assertThat(principal.name()).isEqualTo("guest");
		assertThat(principal.role()).isEqualTo(Role.OPERATOR);
		assertThat(principal.isDeleted()).isFalse();
		assertThat(principal).hasToString("Session[guest, OPERATOR]");
	}

	@Test
	void wrongUidIsNobodys() {
		String uid = open("guest");
		assertThat(this.sessions.identify(uid.substring(1), HERE)).isEmpty();
		assertThat(this.sessions.identify(uid + "0", HERE)).isEmpty();
		assertThat(this.sessions.identify("", HERE)).isEmpty();
	}

	@Test
	void uidEndsAfterItsTimeUnlessItIsExtended() {
		String kept = open("guest");
		String left = open("guest");
		this.ticker.pass(TIMEOUT.minusNanos(1));
		assertThat(isLive(left)).isTrue();
		this.sessions.extend(this.sessions.identify(kept, HERE).orElseThrow());
		this.ticker.pass(Duration.ofNanos(1));
		assertThat(isLive(left)).isFalse();
		this.ticker.pass(TIMEOUT.minusNanos(2));
		assertThat(isLive(kept)).isTrue();
		this.ticker.pass(Duration.ofNanos(1));
		assertThat(isLive(kept)).isFalse();
	}

	@Test
	void whatIsOverIsNotExtended() {
		String uid = open("guest");
		Principal principal = this.sessions.identify(uid, HERE).orElseThrow();
		this.ticker.pass(TIMEOUT);
		this.sessions.extend(principal);
		assertThat(isLive(uid)).isFalse();
		assertThat(this.sessions.isOpen(principal)).isFalse();
	}

	@Test
	void userHasAtMostThirtyTwoAndTheLongestIdleEnds() {
		String other = open("other");
		List<String> uids = IntStream.range(0, 32).mapToObj((i) -> open("guest")).toList();
		Principal oldest = this.sessions.identify(uids.get(0), HERE).orElseThrow();
		Principal idle = this.sessions.identify(uids.get(7), HERE).orElseThrow();
		this.ticker.pass(Duration.ofSeconds(1));
		for (String uid : uids) {
			if (!uid.equals(uids.get(7))) {
				this.sessions.extend(this.sessions.identify(uid, HERE).orElseThrow());
			}
		}
		assertThat(this.sessions.isOpen(idle)).isTrue();
		open("guest");
		assertThat(isLive(uids.get(7))).isFalse();
		assertThat(this.sessions.isOpen(idle)).isFalse();
		assertThat(this.sessions.isOpen(oldest)).isTrue();
		assertThat(isLive(other)).isTrue();
	}

	@Test
	void whatIsOverDoesNotCount() {
		for (int i = 0; i < 31; i++) {
			open("guest");
		}
		this.ticker.pass(TIMEOUT);
		String uid = open("guest");
		for (int i = 0; i < 31; i++) {
			open("guest");
		}
		assertThat(isLive(uid)).isTrue();
	}

	@Test
	void changedUserLosesItsUidsAndNobodyElse() {
		String guest = open("guest");
		Principal principal = this.sessions.identify(guest, HERE).orElseThrow();
		String other = open("other");
		this.sessions.onUserChanged("guest", false);
		assertThat(isLive(guest)).isFalse();
		assertThat(this.sessions.isOpen(principal)).isFalse();
		assertThat(isLive(other)).isTrue();
	}

	@Test
	void deletedUserIsKnownAsDeletedUntilItsTimeIsOver() {
		String guest = open("guest");
		String other = open("other");
		this.sessions.onUserChanged("guest", true);
		Principal principal = this.sessions.identify(guest, HERE).orElseThrow();
		assertThat(principal.isDeleted()).isTrue();
		assertThat(this.sessions.isOpen(principal)).isFalse();
		assertThat(this.sessions.identify(other, HERE).orElseThrow().isDeleted()).isFalse();
		this.ticker.pass(TIMEOUT.minusNanos(1));
		this.sessions.extend(principal);
		this.ticker.pass(Duration.ofNanos(1));
		assertThat(isLive(guest)).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void resetEndsAll(Reset reset) {
		String uid = open("guest");
		this.sessions.onReset(reset, Runnable::run);
		assertThat(isLive(uid)).isFalse();
	}

	@Test
	void nothingIsOpenedForAnAccountFromBeforeAChange() throws Exception {
		this.users.add("guest", "secret", Role.USER, true);
		this.users.add("other", "secret", Role.USER, true);
		Account account = this.users.account("guest");
		this.users.setPassword("other", "another");
		assertThat(this.sessions.open(account, HERE)).as("another user has changed").isPresent();
		this.users.setPassword("guest", "another");
		assertThat(this.sessions.open(account, HERE)).isEmpty();
	}

	@Test
	void addressThatGuessesReachesOnlyItsOwn() {
		String elsewhere = open("guest");
		String own = this.sessions.open(this.users.account("guest"), "10.0.0.9").orElseThrow();
		for (int i = 0; i < 11; i++) {
			assertThat(this.sessions.identify("guess%03d".formatted(i), "10.0.0.9")).isEmpty();
		}
		assertThat(this.sessions.identify(elsewhere, "10.0.0.9")).isEmpty();
		assertThat(this.sessions.identify(own, "10.0.0.9")).isPresent();
		assertThat(isLive(elsewhere)).isTrue();
		this.ticker.pass(Duration.ofSeconds(8));
		assertThat(this.sessions.identify(elsewhere, "10.0.0.9")).as("after the penalty").isPresent();
	}

	/** A client has all addresses of a /64 network. */
	@Test
	void guessesFromOneNetworkCountTogether() {
		String elsewhere = open("guest");
		String own = this.sessions.open(this.users.account("guest"), "2001:db8::1").orElseThrow();
		for (int i = 0; i < 11; i++) {
			assertThat(this.sessions.identify("guess%03d".formatted(i), "2001:db8:0:0:" + i + "::7")).isEmpty();
		}
		assertThat(this.sessions.identify(elsewhere, "2001:db8::99")).isEmpty();
		assertThat(this.sessions.identify(own, "2001:db8::99")).isPresent();
		assertThat(this.sessions.identify(elsewhere, "2001:db8:0:1::99")).isPresent();
	}

	private String open(String name) {
		return this.sessions.open(this.users.account(name), HERE).orElseThrow();
	}

	private boolean isLive(String uid) {
		return this.sessions.identify(uid, HERE).isPresent();
	}

}
