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
 * An authenticator of {@code Authorization} headers outside of HTTP: Digest with MD5 and
 * SHA-256 (RFC 7616), and Basic (RFC 7617). Failed attempts count like those of all
 * log-ins. Any thread.
 */
public final class HeaderAuthenticator {

	/** The lifetime of a challenge. */
	private static final long NONCE_TIMEOUT_SECONDS = Duration.ofMinutes(5).toSeconds();

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
	 * @param account the user, null when the header is refused
	 * @param status 200, 401 or 503
	 * @param stale whether the response is right but its challenge has expired
	 * @param nonce the nonce of the challenge, empty for HTTP Basic
	 */
	public record Outcome(@Nullable Account account, int status, boolean stale, String nonce) {

		private static final Outcome REFUSED = new Outcome(null, 401, false, "");

	}

	/**
	 * Returns the values of the {@code WWW-Authenticate} headers. The strongest digest
	 * comes first, as RFC 7616 requires. MD5 is the last digest, because clients that
	 * know only MD5 use the last one.
	 * @param stale whether the response was right but its challenge has expired
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
	 * @param acceptedNonce the nonce that this connection has already authenticated with,
	 * which does not expire; empty for none
	 */
	public Outcome check(String header, String method, String address, String acceptedNonce) {
		try {
			Optional<DigestAuthorization> authorization = DigestAuthorization.parse(header, method);
			if (authorization.isPresent()) {
				return this.digest ? digest(authorization.get(), address, acceptedNonce) : Outcome.REFUSED;
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

	private Outcome digest(DigestAuthorization authorization, String address, String acceptedNonce) {
		Account account = this.passwords.check(authorization, address);
		boolean known = !acceptedNonce.isEmpty() && acceptedNonce.equals(authorization.nonce());
		return (known || isFresh(authorization.nonce(), address)) ? accepted(account, authorization.nonce())
				: new Outcome(null, 401, true, "");
	}

	private static Outcome accepted(Account account, String nonce) {
		return new Outcome(account, 200, false, nonce);
	}

	/**
	 * Returns a nonce that contains its time and a keyed hash, so that the service need
	 * not remember it.
	 */
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
			return age >= 0 && age <= NONCE_TIMEOUT_SECONDS && nonce.equals(nonce(issued, address));
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

}
