package org.camerad.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camerad.audit.AuditLogs;
import org.camerad.camera.CameraFailure;
import org.camerad.camera.ResetListener.Reset;
import org.camerad.cgi.Role;
import org.camerad.user.Account;
import org.camerad.user.DigestSecrets;
import org.camerad.user.TestAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Passwords and digest proofs, remembered, refused and slowed. */
class PasswordAuthenticatorTests {

	private static final String HERE = "127.0.0.1";

	private final SteppedTicker ticker = new SteppedTicker();

	private TestAccounts users;

	private PasswordAuthenticator passwords;

	@BeforeEach
	void create(@TempDir Path folder) throws Exception {
		this.users = TestAccounts.in(folder);
		this.passwords = new PasswordAuthenticator(this.users.accounts(), new LogInLimits(this.ticker, AuditLogs.NONE),
				AuditLogs.NONE);
	}

	@Test
	void rightPasswordIsRememberedUntilThatUserChanges() {
		Account account = this.passwords.check("admin", "factory", HERE);
		assertThat(account.name()).isEqualTo("admin");
		assertThat(account.role()).isEqualTo(Role.ADMINISTRATOR);
		assertThat(this.passwords.check("admin", "factory", "10.0.0.1")).isSameAs(account);
		assertThat(this.passwords.isCurrent(account)).isTrue();
		this.users.add("guest", "secret", Role.USER, true);
		assertThat(this.passwords.isCurrent(account)).as("another user has changed").isTrue();
		assertThat(this.passwords.check("admin", "factory", HERE)).isSameAs(account);
		this.users.setPassword("admin", "factory");
		assertThat(this.passwords.isCurrent(account)).isFalse();
		Account checked = this.passwords.check("admin", "factory", HERE);
		assertThat(checked).isNotSameAs(account);
		assertThat(this.passwords.isCurrent(checked)).isTrue();
	}

	@Test
	void wrongPasswordAndUnknownUserAreRefusedWithoutAChallenge() {
		assertRefused(() -> this.passwords.check("admin", "wrong", HERE));
		assertRefused(() -> this.passwords.check("nobody", "factory", HERE));
		assertRefused(() -> this.passwords.check("admin", "x".repeat(257), HERE));
		assertRefused(() -> this.passwords.check("x".repeat(257), "factory", HERE));
	}

	/** Digest proofs count as well, and are quick to make. */
	@Test
	void guessesLockOutTheUserAtThatAddressOnly() {
		Account account = this.passwords.check("admin", "factory", "10.0.0.1");
		for (int i = 0; i < 11; i++) {
			String guess = "guess" + i;
			assertRefused(() -> this.passwords.check(proof("admin", guess), HERE, true));
		}
		assertRefused(() -> this.passwords.check("admin", "factory", HERE));
		assertRefused(() -> this.passwords.check(proof("admin", "factory"), HERE, true));
		assertThat(this.passwords.check("admin", "factory", "10.0.0.1")).isSameAs(account);
		this.ticker.pass(Duration.ofSeconds(4));
		assertThat(this.passwords.check("admin", "factory", HERE)).isSameAs(account);
	}

	/** The attack of an address that knows no name but one. */
	@Test
	void madeUpNamesDoNotMakeTheCameraForgetWhoIsLockedOut() {
		for (int i = 0; i < 11; i++) {
			String guess = "guess" + i;
			assertRefused(() -> this.passwords.check(proof("admin", guess), HERE, true));
		}
		for (int i = 0; i < LogInLimits.MAX_ORIGINS + 4; i++) {
			String name = "name" + i;
			String address = "10.1." + i / 250 + "." + i % 250;
			assertRefused(
					() -> this.passwords.check(proof(name, "x"), (name.hashCode() % 2 == 0) ? HERE : address, true));
		}
		assertRefused(() -> this.passwords.check("admin", "factory", HERE));
		this.ticker.pass(Duration.ofSeconds(4));
		assertThat(this.passwords.check("admin", "factory", HERE).name()).isEqualTo("admin");
	}

	@Test
	void madeUpNamesDoNotLockOutTheUsersOfTheirAddress() {
		for (int i = 0; i < 40; i++) {
			String name = "name" + i;
			assertRefused(() -> this.passwords.check(name, "x", HERE));
		}
		assertThat(this.passwords.check("admin", "factory", HERE).name()).isEqualTo("admin");
	}

	@Test
	void allAddressesOfANetworkAreOneOrigin() {
		for (int i = 0; i < 11; i++) {
			String guess = "guess" + i;
			String address = "2001:db8:0:1::" + i;
			assertRefused(() -> this.passwords.check("admin", guess, address));
		}
		assertRefused(() -> this.passwords.check("admin", "factory", "2001:db8:0:1:ffff::1"));
		assertThat(this.passwords.check("admin", "factory", "2001:db8:0:2::1").name()).isEqualTo("admin");
	}

	/**
	 * Right or wrong, known or not: while a name is locked out, a password costs the hash
	 * once and is refused at once when it is repeated.
	 */
	@Test
	void lockOutDoesNotTellARightPasswordFromAWrongOne(@TempDir Path folder) throws Exception {
		PasswordAuthenticator slow = slow(folder);
		for (int i = 0; i < 11; i++) {
			String guess = "guess" + i;
			assertRefused(() -> slow.check(proof("admin", guess), HERE, true));
			assertRefused(() -> slow.check(proof("nobody", guess), HERE, true));
		}
		for (String name : new String[] { "admin", "nobody" }) {
			for (String password : new String[] { "factory", "guess11" }) {
				CompletableFuture<Account> first = slow.start(name, password, HERE);
				assertThat(first.isDone()).as(name + " first").isFalse();
				assertThatExceptionOfType(CompletionException.class).isThrownBy(first::join)
					.withCauseInstanceOf(AuthenticationException.class);
				assertThat(slow.start(name, password, HERE).isDone()).as(name + " repeated").isTrue();
			}
		}
		this.ticker.pass(Duration.ofSeconds(60));
		assertThat(slow.check("admin", "factory", HERE).name()).isEqualTo("admin");
	}

	/** Otherwise a repeated guess would tell whether it is right. */
	@Test
	void rightPasswordIsNotToldApartWhileTheLockOutGoesOn() {
		for (int i = 0; i < 11; i++) {
			String guess = "guess" + i;
			assertRefused(() -> this.passwords.check(proof("admin", guess), HERE, true));
		}
		assertRefused(() -> this.passwords.check("admin", "factory", HERE));
		this.ticker.pass(Duration.ofSeconds(3));
		assertRefused(() -> this.passwords.check("admin", "wrong", HERE));
		this.ticker.pass(Duration.ofSeconds(2));
		assertThat(this.passwords.start("admin", "factory", HERE).isDone()).isTrue();
		assertThat(this.passwords.start("admin", "wrong", HERE).isDone()).isTrue();
		assertRefused(() -> this.passwords.check("admin", "factory", HERE));
		this.ticker.pass(Duration.ofSeconds(2));
		assertThat(this.passwords.check("admin", "factory", HERE).name()).isEqualTo("admin");
	}

	/** A recorder with an outdated password, and a person who is locked out. */
	@Test
	void repeatedPasswordDoesNotProlongALockOut() {
		assertRefused(() -> this.passwords.check("admin", "outdated", HERE));
		for (int i = 0; i < 10; i++) {
			String guess = "guess" + i;
			assertRefused(() -> this.passwords.check("admin", guess, HERE));
		}
		for (int i = 0; i < 1024; i++) {
			String name = "name" + i;
			assertRefused(() -> this.passwords.check(name, "x", "10.0.0.1"));
		}
		this.ticker.pass(Duration.ofSeconds(3));
		assertRefused(() -> this.passwords.check("admin", "outdated", HERE));
		this.ticker.pass(Duration.ofSeconds(1));
		assertThat(this.passwords.check("admin", "factory", HERE).name()).isEqualTo("admin");
	}

	/** A recorder asks for many pictures at once with a password not used before. */
	@Test
	void requestsWithTheSamePasswordShareOneCheck(@TempDir Path folder) throws Exception {
		PasswordAuthenticator slow = slow(folder);
		List<CompletableFuture<Account>> all = start(113, (i) -> slow.start("admin", "factory", HERE));
		assertOverload(slow.start("admin", "factory", HERE));
		all.add(slow.start("admin", "factory", "10.0.0.1"));
		assertThat(all).allSatisfy((one) -> assertThat(one.join().name()).isEqualTo("admin"));
	}

	@Test
	void requestsWithOtherPasswordsShareNone(@TempDir Path folder) throws Exception {
		PasswordAuthenticator slow = slow(folder);
		// A busy machine may end some checks before the last ones begin.
		int accepted = 0;
		while (!isOverload(slow.start("admin", "guess" + accepted, HERE))) {
			assertThat(++accepted).isLessThan(1000);
		}
		assertThat(accepted).isGreaterThanOrEqualTo(16);
		assertThat(slow.start("admin", "factory", "10.0.0.1").join().name()).isEqualTo("admin");
	}

	/** A check that began before the password was set says nothing about the new one. */
	@Test
	void checkOfAFormerPasswordIsNotShared(@TempDir Path folder) throws Exception {
		TestAccounts users = TestAccounts.slow(folder);
		PasswordAuthenticator slow = new PasswordAuthenticator(users.accounts(),
				new LogInLimits(this.ticker, AuditLogs.NONE), AuditLogs.NONE);
		CompletableFuture<Account> before = slow.start("guest", "secret", HERE);
		users.add("guest", "secret", Role.USER, true);
		assertThat(slow.start("guest", "secret", HERE).join().name()).isEqualTo("guest");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(before::join);
	}

	private PasswordAuthenticator slow(Path folder) throws Exception {
		TestAccounts users = TestAccounts.slow(folder);
		users.accounts().prepare();
		return new PasswordAuthenticator(users.accounts(), new LogInLimits(this.ticker, AuditLogs.NONE),
				AuditLogs.NONE);
	}

	private static List<CompletableFuture<Account>> start(int count, IntFunction<CompletableFuture<Account>> logIn) {
		return IntStream.range(0, count).mapToObj(logIn).collect(Collectors.toCollection(ArrayList::new));
	}

	private static boolean isOverload(CompletableFuture<Account> logIn) {
		Throwable failure = logIn.handle((account, ex) -> ex).getNow(null);
		return failure != null && (failure instanceof CameraFailure || failure.getCause() instanceof CameraFailure);
	}

	private static void assertOverload(CompletableFuture<Account> logIn) {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(logIn::join)
			.withCauseInstanceOf(CameraFailure.class);
	}

	@Test
	void successForgetsMistakes() {
		for (int i = 0; i < 10; i++) {
			String guess = "guess" + i;
			assertRefused(() -> this.passwords.check(proof("admin", guess), HERE, true));
		}
		this.passwords.check(proof("admin", "factory"), HERE, true);
		assertRefused(() -> this.passwords.check(proof("admin", "guess11"), HERE, true));
		assertThat(this.passwords.check(proof("admin", "factory"), HERE, true).name()).isEqualTo("admin");
	}

	@Test
	void resetForgives() {
		for (int i = 0; i < 11; i++) {
			String guess = "guess" + i;
			assertRefused(() -> this.passwords.check(proof("admin", guess), HERE, true));
		}
		assertRefused(() -> this.passwords.check("admin", "factory", HERE));
		this.passwords.onReset(Reset.FACTORY_RESET, Runnable::run);
		assertThat(this.passwords.check("admin", "factory", HERE).name()).isEqualTo("admin");
	}

	@Test
	void whatWasWrongIsCheckedAgainAfterAUserHasChanged() {
		assertRefused(() -> this.passwords.check("guest", "secret", HERE));
		this.users.add("guest", "secret", Role.USER, true);
		assertThat(this.passwords.check("guest", "secret", HERE).role()).isEqualTo(Role.USER);
	}

	@Test
	void digestProofOfAnUnknownOrDisabledUserIsRefused() {
		this.users.add("off", "secret", Role.USER, false);
		assertRefused(() -> this.passwords.check(proof("off", "secret"), HERE, true));
		assertRefused(() -> this.passwords.check(proof("nobody", "secret"), HERE, true));
		assertThat(this.passwords.check(proof("admin", "factory"), HERE, true).role()).isEqualTo(Role.ADMINISTRATOR);
	}

	private static DigestAuthorization proof(String name, String password) {
		String a1 = DigestSecrets.hash("MD5", name + ":camera:" + password);
		String a2 = DigestSecrets.hash("MD5", "DESCRIBE:/stream1");
		return new DigestAuthorization(Map.of("username", name, "realm", "camera", "nonce", "n", "uri", "/stream1",
				"response", DigestSecrets.hash("MD5", a1 + ":n:" + a2)), "DESCRIBE");
	}

	private static void assertRefused(ThrowingCallable check) {
		assertThatExceptionOfType(AuthenticationException.class).isThrownBy(check)
			.withMessage("password error")
			.matches((ex) -> !ex.isChallenge());
	}

}
