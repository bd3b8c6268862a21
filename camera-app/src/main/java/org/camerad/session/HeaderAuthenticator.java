package org.camerad.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.camerad.camera.CameraFailure;
import org.camerad.user.Account;
import org.camerad.user.DigestSecrets;
import org.jspecify.annotations.Nullable;

/**
 * Log-ins by an {@code Authorization} header outside of HTTP: Digest with MD5 and SHA-256
 * (RFC 7616), and Basic (RFC 7617). Slowed as all log-ins are. Any thread.
 */
public final class HeaderAuthenticator {

	/** The time in which a challenge may be answered. */
	private static final long NONCE_LIFE_SECONDS = Duration.ofMinutes(5).toSeconds();

	private final PasswordAuthenticator passwords;

	private final Ticker ticker;

	private final boolean digest;

	private final KeyedHasher nonces = new KeyedHasher();

	/**
	 * Creates an authenticator.
	 * @param digest whether digest log-ins are offered
	 */
	public HeaderAuthenticator(PasswordAuthenticator passwords, Ticker ticker, boolean digest) {
		this.passwords = passwords;
		this.ticker = ticker;
		this.digest = digest;
	}

	/**
	 * The outcome of checking a header.
	 *
	 * @param account who sent it, null when it is refused
	 * @param status 200, 401 or 503
	 * @param stale whether only the challenge was too old
	 * @param nonce of the challenge that was answered, empty for HTTP Basic
	 */
	public record Outcome(@Nullable Account account, int status, boolean stale, String nonce) {

		private static final Outcome REFUSED = new Outcome(null, 401, false, "");

	}

	/**
	 * The values of the {@code WWW-Authenticate} headers. The strongest comes first, as
	 * the RFC wants, and MD5 after it: clients that know MD5 only take the last digest.
	 * @param stale whether the answer was right but for the challenge's age
	 */
	public List<String> challenges(String address, boolean stale) {
		List<String> challenges = new ArrayList<>();
		if (this.digest) {
			String nonce = nonce(this.ticker.nanoTime() / 1_000_000_000, address);
			String common = "Digest realm=\"" + DigestSecrets.REALM + "\", nonce=\"" + nonce + "\""
					+ (stale ? ", stale=true" : "");
			challenges.add(common + ", qop=\"auth\", algorithm=SHA-256");
			challenges.add(common + ", algorithm=MD5");
		}
		challenges.add("Basic realm=\"" + DigestSecrets.REALM + "\"");
		return challenges;
	}

	/** Returns whether no user has changed since an account was accepted. */
	public boolean isCurrent(Account account) {
		return this.passwords.isCurrent(account);
	}

	/** Returns whether checking this header may take as long as a slow hash. */
	public boolean isSlow(String header) {
		return DigestAuthorization.parse(header, "").isEmpty();
	}

	/**
	 * Authenticates a header.
	 * @param method the request's method
	 * @param address the client's socket address
	 * @param answered the nonce that this connection has answered rightly before, which
	 * does not grow old
	 */
	public Outcome check(String header, String method, String address, String answered) {
		try {
			Optional<DigestAuthorization> answer = DigestAuthorization.parse(header, method);
			if (answer.isPresent()) {
				return this.digest ? digest(answer.get(), address, answered) : Outcome.REFUSED;
			}
			return RequestAuthenticator.header(header)
				.map((basic) -> accepted(this.passwords.check(basic.username(), basic.password(), address), ""))
				.orElse(Outcome.REFUSED);
		}
		catch (AuthenticationException ex) {
			return Outcome.REFUSED;
		}
		catch (CameraFailure ex) {
			return new Outcome(null, 503, false, "");
		}
	}

	private Outcome digest(DigestAuthorization answer, String address, String answered) {
		Account account = this.passwords.check(answer, address);
		boolean known = !answered.isEmpty() && answered.equals(answer.nonce());
		return (known || isFresh(answer.nonce(), address)) ? accepted(account, answer.nonce())
				: new Outcome(null, 401, true, "");
	}

	private static Outcome accepted(Account account, String nonce) {
		return new Outcome(account, 200, false, nonce);
	}

	/** A nonce tells its own age, and nobody else can make one: nothing is remembered. */
	private String nonce(long seconds, String address) {
		return Long.toHexString(seconds) + "." + this.nonces.of(Long.toHexString(seconds), address).replace('/', '_');
	}

	private boolean isFresh(String nonce, String address) {
		int dot = nonce.indexOf('.');
		if (dot < 1 || dot > 16) {
			return false;
		}
		try {
			long issued = Long.parseUnsignedLong(nonce.substring(0, dot), 16);
			long age = this.ticker.nanoTime() / 1_000_000_000 - issued;
			return age >= 0 && age <= NONCE_LIFE_SECONDS && nonce.equals(nonce(issued, address));
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

}
