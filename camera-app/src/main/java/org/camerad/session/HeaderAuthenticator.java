package org.camerad.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

import org.camerad.camera.CameraFailure;
import org.camerad.user.Account;
import org.camerad.user.DigestSecrets;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator of {@code Authorization} headers of RTSP and ONVIF: Digest with MD5
 * and SHA-256 (RFC 7616), and Basic (RFC 7617). Failed attempts count like those of all
 * log-ins. Any thread.
 */
public final class HeaderAuthenticator {

	private final PasswordAuthenticator passwords;

	private final boolean digest;

	private final Nonces nonces;

	private final DigestReplays replays = new DigestReplays();

	/**
	 * Creates an authenticator.
	 * @param digest whether digest log-ins are offered
	 */
	public HeaderAuthenticator(PasswordAuthenticator passwords, Ticker ticker, boolean digest) {
		this.passwords = passwords;
		this.nonces = new Nonces(ticker);
		this.digest = digest;
	}

	/**
	 * The request that a header authenticates.
	 *
	 * @param method its method
	 * @param names returns whether the {@code uri} of a digest response names it
	 * @param address the client's socket address
	 */
	public record Request(String method, Predicate<String> names, String address) {
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

		private static final Outcome STALE = new Outcome(null, 401, true, "");

		private static final Outcome UNAVAILABLE = new Outcome(null, 503, false, "");

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
			String common = digestChallenge(address, stale);
			challenges.add(common + ", qop=\"auth\", algorithm=SHA-256");
			challenges.add(common + ", algorithm=MD5");
		}
		challenges.add(basicChallenge());
		return challenges;
	}

	/**
	 * Returns the values of the {@code WWW-Authenticate} headers of HTTP, whose clients
	 * know {@code qop} with MD5 as well.
	 * @param stale whether the response was right but its challenge has expired
	 * @param basic whether HTTP Basic is accepted
	 */
	public List<String> httpChallenges(String address, boolean stale, boolean basic) {
		List<String> challenges = new ArrayList<>();
		if (this.digest) {
			String common = digestChallenge(address, stale);
			challenges.add(common + ", qop=\"auth\", algorithm=SHA-256");
			challenges.add(common + ", qop=\"auth\", algorithm=MD5");
		}
		if (basic) {
			challenges.add(basicChallenge());
		}
		return challenges;
	}

	private String digestChallenge(String address, boolean stale) {
		return "Digest realm=\"" + DigestSecrets.REALM + "\", nonce=\"" + this.nonces.issue(AddressGroup.of(address))
				+ "\"" + (stale ? ", stale=true" : "");
	}

	private static String basicChallenge() {
		return "Basic realm=\"" + DigestSecrets.REALM + "\"";
	}

	/** Returns whether digest log-ins are offered. */
	public boolean hasDigest() {
		return this.digest;
	}

	/** Returns whether a user has not changed since its account was accepted. */
	public boolean isCurrent(Account account) {
		return this.passwords.isCurrent(account);
	}

	/**
	 * Authenticates a header. Returns at once; the outcome for HTTP Basic may take as
	 * long as a slow hash.
	 * @param acceptedNonce the nonce that this connection has already authenticated with,
	 * which does not expire; empty for none
	 */
	public CompletableFuture<Outcome> check(String header, Request request, String acceptedNonce) {
		Optional<DigestAuthorization> authorization = DigestAuthorization.parse(header, request.method());
		if (authorization.isPresent()) {
			return CompletableFuture
				.completedFuture(this.digest ? digest(authorization.get(), request, acceptedNonce) : Outcome.REFUSED);
		}
		return RequestAuthenticator.header(header)
			.map((basic) -> basic(basic, request.address()))
			.orElse(CompletableFuture.completedFuture(Outcome.REFUSED));
	}

	private CompletableFuture<Outcome> basic(Credentials basic, String address) {
		return this.passwords.start(basic.username(), basic.password(), address)
			.handle((account, failure) -> (failure == null) ? accepted(account, "") : outcome(failure));
	}

	private static Outcome outcome(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (cause instanceof AuthenticationException) {
			return Outcome.REFUSED;
		}
		if (cause instanceof CameraFailure) {
			return Outcome.UNAVAILABLE;
		}
		throw new CompletionException(cause);
	}

	/**
	 * Checks a digest response. Only a right one to a challenge of this service that has
	 * expired, or a repeated one, is stale: the client then takes another challenge. A
	 * right one to an invented challenge, or for another resource, may be a replay and is
	 * refused like a wrong one.
	 */
	private Outcome digest(DigestAuthorization authorization, Request request, String acceptedNonce) {
		String nonce = authorization.nonce();
		Nonces.State state = (!acceptedNonce.isEmpty() && acceptedNonce.equals(nonce)) ? Nonces.State.VALID
				: this.nonces.state(nonce, AddressGroup.of(request.address()));
		boolean genuine = state != Nonces.State.INVENTED && request.names().test(authorization.uri());
		try {
			Account account = this.passwords.check(authorization, request.address(),
					genuine && state == Nonces.State.VALID);
			if (!genuine) {
				return Outcome.REFUSED;
			}
			boolean fresh = state == Nonces.State.VALID
					&& (nonce.equals(acceptedNonce) || this.replays.use(authorization));
			return fresh ? accepted(account, nonce) : Outcome.STALE;
		}
		catch (AuthenticationException ex) {
			return Outcome.REFUSED;
		}
		catch (CameraFailure ex) {
			return Outcome.UNAVAILABLE;
		}
	}

	private static Outcome accepted(Account account, String nonce) {
		return new Outcome(account, 200, false, nonce);
	}

}
