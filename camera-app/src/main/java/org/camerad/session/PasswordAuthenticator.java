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
 * An authenticator of names and passwords. It remembers what the slow hash has accepted,
 * as a keyed hash, until any user changes, because recorders send their password with
 * each picture. It limits failed attempts by address and name. Any thread.
 */
public final class PasswordAuthenticator implements CameraPart, ResetListener {

	private static final Logger logger = LoggerFactory.getLogger(PasswordAuthenticator.class);

	private static final int MAX_ACCEPTED = 256;

	private static final int MAX_ORIGINS = 4096;

	/**
	 * The length of the longest plausible name and password. Hashing longer ones would
	 * only cost time.
	 */
	private static final int MAX_LENGTH = 256;

	/**
	 * Secrets that no user has, so that unknown users take as long as wrong passwords.
	 */
	private static final DigestSecrets DUMMY_SECRETS = new DigestSecrets("", "");

	private final Accounts accounts;

	private final Ticker ticker;

	private final KeyedHasher hasher = new KeyedHasher();

	private final Map<String, Account> accepted = new LruMap<>(MAX_ACCEPTED);

	private final Map<String, FailedAttempts> attempts = new LruMap<>(MAX_ORIGINS);

	private long attemptsAsOf;

	public PasswordAuthenticator(Accounts accounts, Ticker ticker) {
		this.accounts = accounts;
		this.ticker = ticker;
	}

	/**
	 * Returns the user of that name and password.
	 * @param address the client's socket address
	 * @throws AuthenticationException when the credentials are refused
	 * @throws CameraFailure UNAVAILABLE when too many checks are waiting
	 */
	public Account check(String name, String password, String address) {
		String normal = CredentialRules.normalize(name);
		String credentials = this.hasher.of(normal, password);
		String origin = this.hasher.of(normal, address);
		Account known = findRemembered(credentials, origin);
		return (known != null) ? known : verify(normal, password, credentials, origin);
	}

	/**
	 * Returns the user who responded to a digest challenge. Fast. Each wrong response
	 * counts as another wrong secret, because wrong passwords cannot be compared here.
	 * @param address the client's socket address
	 * @throws AuthenticationException when the response is refused
	 */
	Account check(DigestAuthorization authorization, String address) {
		String normal = CredentialRules.normalize(authorization.username());
		String credentials = this.hasher.of(normal, authorization.parameters().toString());
		String origin = this.hasher.of(normal, address);
		findRemembered(credentials, origin);
		long version = this.accounts.version();
		Optional<Accounts.DigestAccount> known = this.accounts.digest(normal);
		boolean right = authorization.matches(known.map(Accounts.DigestAccount::secrets).orElse(DUMMY_SECRETS));
		synchronized (this) {
			if (!right || known.isEmpty()) {
				refuse(credentials, origin, version);
			}
			this.attempts.remove(origin);
		}
		return known.orElseThrow().account();
	}

	/** Returns whether no user has changed since an account was accepted. */
	boolean isCurrent(Account account) {
		return account.version() == this.accounts.version();
	}

	/**
	 * Returns the remembered account of these credentials, null if they have to be
	 * verified.
	 * @throws AuthenticationException when the origin is locked out, or these credentials
	 * are known to be wrong
	 */
	private synchronized @Nullable Account findRemembered(String credentials, String origin) {
		long version = this.accounts.version();
		FailedAttempts failed = this.attempts.get(origin);
		if (failed != null && failed.isLockedOut(this.ticker.nanoTime())) {
			throw wrong();
		}
		if (failed != null && this.attemptsAsOf == version && failed.isKnown(credentials)) {
			throw wrong();
		}
		Account account = this.accepted.get(credentials);
		return (account != null && account.version() == version) ? account : null;
	}

	private Account verify(String name, String password, String credentials, String origin) {
		long version = this.accounts.version();
		boolean plausible = password.length() <= MAX_LENGTH && name.length() <= MAX_LENGTH;
		Optional<Account> account = plausible ? this.accounts.authenticate(name, password) : Optional.empty();
		synchronized (this) {
			if (account.isEmpty()) {
				refuse(credentials, origin, version);
			}
			this.accepted.put(credentials, account.get());
			this.attempts.remove(origin);
		}
		return account.get();
	}

	private void refuse(String credentials, String origin, long version) {
		if (this.attemptsAsOf != version) {
			// A password that was wrong may be right since a user has changed.
			this.attempts.values().forEach(FailedAttempts::forgetWrong);
			this.attemptsAsOf = version;
		}
		long now = this.ticker.nanoTime();
		FailedAttempts failed = this.attempts.computeIfAbsent(origin, (key) -> new FailedAttempts(now));
		failed.add(credentials, now);
		if (failed.isLockedOut(now)) {
			logger.warn("many different wrong passwords for one user from one address: locked out for a while");
		}
		throw wrong();
	}

	/** Forgets accepted credentials and failed attempts. */
	@Override
	public synchronized void onReset(Reset reset, AfterResponse afterResponse) {
		this.accepted.clear();
		this.attempts.clear();
	}

	private static AuthenticationException wrong() {
		return AuthenticationException.wrongPassword();
	}

}
