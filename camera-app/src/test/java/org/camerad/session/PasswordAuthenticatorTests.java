package org.camerad.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
		this.passwords = new PasswordAuthenticator(this.users.accounts(), this.ticker);
	}

	@Test
	void rightPasswordIsRememberedUntilAUserChanges() {
		Account account = this.passwords.check("admin", "factory", HERE);
		assertThat(account.name()).isEqualTo("admin");
		assertThat(account.role()).isEqualTo(Role.ADMINISTRATOR);
		assertThat(this.passwords.check("admin", "factory", "10.0.0.1")).isSameAs(account);
		assertThat(this.passwords.isCurrent(account)).isTrue();
		this.users.change();
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
			assertRefused(() -> this.passwords.check(proof("admin", guess), HERE));
		}
		assertRefused(() -> this.passwords.check("admin", "factory", HERE));
		assertRefused(() -> this.passwords.check(proof("admin", "factory"), HERE));
		assertThat(this.passwords.check("admin", "factory", "10.0.0.1")).isSameAs(account);
		this.ticker.pass(Duration.ofSeconds(4));
		assertThat(this.passwords.check("admin", "factory", HERE)).isSameAs(account);
	}

	@Test
	void successForgetsMistakes() {
		for (int i = 0; i < 10; i++) {
			String guess = "guess" + i;
			assertRefused(() -> this.passwords.check(proof("admin", guess), HERE));
		}
		this.passwords.check(proof("admin", "factory"), HERE);
		assertRefused(() -> this.passwords.check(proof("admin", "guess11"), HERE));
		assertThat(this.passwords.check(proof("admin", "factory"), HERE).name()).isEqualTo("admin");
	}

	@Test
	void resetForgives() {
		Account account = this.passwords.check("admin", "factory", "10.0.0.1");
		for (int i = 0; i < 11; i++) {
			String guess = "guess" + i;
			assertRefused(() -> this.passwords.check(proof("admin", guess), HERE));
		}
		this.passwords.onReset(Reset.FACTORY_RESET, Runnable::run);
		assertThat(this.passwords.check("admin", "factory", HERE)).isNotSameAs(account);
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
		assertRefused(() -> this.passwords.check(proof("off", "secret"), HERE));
		assertRefused(() -> this.passwords.check(proof("nobody", "secret"), HERE));
		assertThat(this.passwords.check(proof("admin", "factory"), HERE).role()).isEqualTo(Role.ADMINISTRATOR);
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
