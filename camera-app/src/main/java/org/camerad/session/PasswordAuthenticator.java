package org.camerad.session;

import java.util.Map;
import java.util.Optional;

import org.camerad.camera.CameraFailure;
import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.user.Account;
import org.camerad.user.Accounts;
import org.camerad.user.DigestSecrets;
import org.camerad.user.CredentialRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks names and passwords. What the slow hash has accepted is remembered as a keyed
 * digest until any user changes, because recorders send their password with each picture;
 * guessing is slowed by address and name. Any thread.
 */
public final class PasswordAuthenticator implements CameraPart, ResetListener {

	private static final Logger logger = LoggerFactory.getLogger(PasswordAuthenticator.class);

	private static final int MAX_ACCEPTED = 256;

	private static final int MAX_PLACES = 4096;

	/** Longer ones cannot be right, and would only cost time. */
	private static final int MAX_PASSWORD = 256;

	/**
	 * Secrets that no user has, so that unknown users take as long as wrong passwords.
	 */
	private static final DigestSecrets NOBODY = new DigestSecrets("", "");

	private final Accounts accounts;

	private final Ticker ticker;

	private final KeyedHasher hasher = new KeyedHasher();

	private final Map<String, Account> accepted = new LruMap<>(MAX_ACCEPTED);

	private final Map<String, FailedAttempts> attempts = new LruMap<>(MAX_PLACES);

	private long attemptsAsOf;

	public PasswordAuthenticator(Accounts accounts, Ticker ticker) {
		this.accounts = accounts;
		this.ticker = ticker;
	}

	/**
	 * The user of that name and password.
	 * @param address the client's socket address
	 * @throws AuthenticationException when it is refused, for whichever reason
	 * @throws CameraFailure UNAVAILABLE when too many checks are waiting
	 */
	public Account check(String name, String password, String address) {
		String normal = CredentialRules.normal(name);
		String credentials = this.hasher.of(normal, password);
		String place = this.hasher.of(normal, address);
		Account known = recall(credentials, place);
		return (known != null) ? known : verify(normal, password, credentials, place);
	}

	/**
	 * The user who answered a digest challenge. Quick. A wrong password cannot be told
	 * from another here, so that each wrong answer counts as a guess.
	 * @param address the client's socket address
	 * @throws AuthenticationException when it is refused
	 */
	Account check(DigestAuthorization answer, String address) {
		String normal = CredentialRules.normal(answer.username());
		String credentials = this.hasher.of(normal, answer.parameters().toString());
		String place = this.hasher.of(normal, address);
		recall(credentials, place);
		long version = this.accounts.version();
		Optional<Accounts.DigestAccount> known = this.accounts.digest(normal);
		boolean right = answer.matches(known.map(Accounts.DigestAccount::secrets).orElse(NOBODY));
		synchronized (this) {
			if (!right || known.isEmpty()) {
				refuse(credentials, place, version);
			}
			this.attempts.remove(place);
		}
		return known.orElseThrow().account();
	}

	/** Returns whether no user has changed since an account was accepted. */
	boolean isCurrent(Account account) {
		return account.version() == this.accounts.version();
	}

	/**
	 * Returns what is known of these credentials already.
	 * @throws AuthenticationException when the place is locked out or has sent them
	 * before
	 */
	private synchronized @Nullable Account recall(String credentials, String place) {
		long version = this.accounts.version();
		FailedAttempts failed = this.attempts.get(place);
		if (failed != null && failed.isLockedOut(this.ticker.nanoTime())) {
			throw wrong();
		}
		if (failed != null && this.attemptsAsOf == version && failed.isKnown(credentials)) {
			throw wrong();
		}
		Account account = this.accepted.get(credentials);
		return (account != null && account.version() == version) ? account : null;
	}

	private Account verify(String name, String password, String credentials, String place) {
		long version = this.accounts.version();
		boolean sensible = password.length() <= MAX_PASSWORD && name.length() <= MAX_PASSWORD;
		Optional<Account> account = sensible ? this.accounts.authenticate(name, password) : Optional.empty();
		synchronized (this) {
			if (account.isEmpty()) {
				refuse(credentials, place, version);
			}
			this.accepted.put(credentials, account.get());
			this.attempts.remove(place);
		}
		return account.get();
	}

	private void refuse(String credentials, String place, long version) {
		if (this.attemptsAsOf != version) {
			// A password that was wrong may be right since a user has changed.
			this.attempts.values().forEach(FailedAttempts::forgetWrong);
			this.attemptsAsOf = version;
		}
		long now = this.ticker.nanoTime();
		FailedAttempts failed = this.attempts.computeIfAbsent(place, (key) -> new FailedAttempts(now));
		failed.add(credentials, now);
		if (failed.isLockedOut(now)) {
			logger.warn("many different wrong passwords for one user from one address: refused for a while");
		}
		throw wrong();
	}

	/** A reset forgives. */
	@Override
	public synchronized void onReset(Reset reset, AfterResponse afterResponse) {
		this.accepted.clear();
		this.attempts.clear();
	}

	private static AuthenticationException wrong() {
		return AuthenticationException.wrongPassword();
	}

}
