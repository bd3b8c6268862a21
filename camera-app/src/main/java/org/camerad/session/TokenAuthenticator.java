package org.camerad.session;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.camerad.user.Account;
import org.camerad.user.CredentialRules;

/**
 * An authenticator of WS-UsernameTokens. A token is accepted once, and only within
 * {@link TokenReplays#WINDOW} of the camera's clock. Failed attempts count like those of
 * all log-ins. Any thread.
 */
public final class TokenAuthenticator {

	private final PasswordAuthenticator passwords;

	private final Supplier<Instant> clock;

	private final TokenReplays replays = new TokenReplays();

	/**
	 * Creates an authenticator.
	 * @param clock returns the time of the camera's clock
	 */
	public TokenAuthenticator(PasswordAuthenticator passwords, Supplier<Instant> clock) {
		this.passwords = passwords;
		this.clock = clock;
	}

	/**
	 * Returns the user who sent a token.
	 * @param address the client's socket address
	 * @throws AuthenticationException when the token is refused
	 */
	public Account check(UsernameToken token, String address) {
		return this.passwords.check(token, address, () -> use(token));
	}

	/** Returns whether a right token is fresh and was not used before. */
	private boolean use(UsernameToken token) {
		Instant now = this.clock.get();
		Optional<Instant> created = token.time().filter((time) -> TokenReplays.isFresh(time, now));
		return created.isPresent() && this.replays.use(CredentialRules.normalize(token.username()),
				this.passwords.tokenHash(token), created.get(), now);
	}

}
