package org.camerad.session;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.AuditLog;
import org.camerad.camera.CameraFailure;
import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.limit.LruMap;
import org.camerad.user.Account;
import org.camerad.user.Accounts;
import org.camerad.user.CredentialRules;
import org.camerad.user.UserRevision;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator of names and passwords. It remembers what the slow hash has accepted,
 * as a keyed hash, until that user changes, because recorders send their password with
 * each picture. It limits failed attempts by address and name.
 * <p>
 * A name that no user has costs as much time as another one, whether it is locked out or
 * not, so that nobody can find out the names. Any thread.
 */
public final class PasswordAuthenticator implements CameraPart, ResetListener {

	private static final int MAX_ACCEPTED = 256;

	/**
	 * The length of the longest plausible name and password. Hashing longer ones would
	 * only cost time.
	 */
	private static final int MAX_LENGTH = 256;

	private final Accounts accounts;

	private final LogInLimits limits;

	private final AuditLog audit;

	private final KeyedHasher hasher = new KeyedHasher();

	private final Map<String, Account> accepted = new LruMap<>(MAX_ACCEPTED);

	private final RefusedCredentials refused = new RefusedCredentials();

	private final SharedChecks checks = new SharedChecks();

	public PasswordAuthenticator(Accounts accounts, LogInLimits limits, AuditLog audit) {
		this.accounts = accounts;
		this.limits = limits;
		this.audit = audit;
	}

	/**
	 * A name and password of one request.
	 *
	 * @param name the name, normalised
	 * @param key a keyed hash of name and password
	 * @param address the client's address
	 * @param client its group
	 */
	private record Attempt(String name, String password, String key, String address, String client) {

		boolean isPlausible() {
			return this.password.length() <= MAX_LENGTH && this.name.length() <= MAX_LENGTH;
		}

		/** Returns the key of a refusal, which holds for this client only. */
		String refusalKey() {
			return this.client + " " + this.key;
		}

	}

	/**
	 * Returns the user of that name and password. Blocks while the slow hash runs.
	 * @param address the client's socket address
	 * @throws AuthenticationException when the credentials are refused
	 * @throws CameraFailure UNAVAILABLE when too many checks are waiting
	 */
	public Account check(String name, String password, String address) {
		try {
			return start(name, password, address).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/**
	 * Starts to check a name and a password, like {@link #check}, without waiting for the
	 * slow hash.
	 */
	CompletableFuture<Account> start(String name, String password, String address) {
		String normal = CredentialRules.normalize(name);
		Attempt attempt = new Attempt(normal, password, this.hasher.of(normal, password), address,
				AddressGroup.of(address));
		Account known = findAccepted(attempt);
		if (known != null) {
			recordAccepted(known, address);
			return CompletableFuture.completedFuture(known);
		}
		if (isRefused(attempt)) {
			recordRefused(attempt.name(), address);
			return CompletableFuture.failedFuture(wrong());
		}
		CompletableFuture<Optional<Account>> found = attempt.isPlausible() ? authenticate(attempt)
				: CompletableFuture.completedFuture(Optional.empty());
		return found.thenApply((account) -> decide(attempt, account.orElse(null)));
	}

	/**
	 * Starts the slow check, or shares one that is under way. Who is locked out shares
	 * none of another client, because a quick answer would tell what that one sends.
	 */
	private CompletableFuture<Optional<Account>> authenticate(Attempt attempt) {
		boolean lockedOut = this.limits.isLockedOut(origin(attempt.client(), attempt.name()));
		SharedChecks.Credentials credentials = new SharedChecks.Credentials(attempt.key(),
				this.accounts.revision(attempt.name()), lockedOut ? attempt.client() : "");
		return this.checks.share(credentials, attempt.client(),
				() -> this.accounts.authenticate(attempt.name(), attempt.password(), attempt.client()));
	}

	private synchronized @Nullable Account findAccepted(Attempt attempt) {
		Account account = this.accepted.get(attempt.key());
		boolean valid = account != null && this.accounts.isCurrent(account)
				&& !this.limits.isLockedOut(origin(attempt.client(), attempt.name()));
		return valid ? account : null;
	}

	private synchronized boolean isRefused(Attempt attempt) {
		return this.refused.contains(attempt.refusalKey(), this.accounts.revision(attempt.name()),
				this.limits.isLockedOut(origin(attempt.client(), attempt.name())));
	}

	/**
	 * Decides about an attempt after the slow hash. A right password is refused while its
	 * origin is locked out.
	 * @param account the account, null if the password is wrong
	 */
	private synchronized Account decide(Attempt attempt, @Nullable Account account) {
		Origin origin = origin(attempt.client(), attempt.name());
		if (account != null && !this.limits.isLockedOut(origin)) {
			this.accepted.put(attempt.key(), account);
			this.limits.forgive(origin);
			recordAccepted(account, attempt.address());
			return account;
		}
		UserRevision revision = this.accounts.revision(attempt.name());
		boolean repeated = this.refused.contains(attempt.refusalKey(), revision, false);
		if (account == null && !repeated) {
			addMistake(origin, this.hasher.shortHash(attempt.key()), attempt.address());
		}
		recordRefused(attempt.name(), attempt.address());
		this.refused.add(attempt.refusalKey(), revision, account == null);
		throw wrong();
	}

	private void addMistake(Origin origin, long hash, String address) {
		if (this.limits.isLockedOut(origin)) {
			this.limits.extend(origin, hash);
		}
		else {
			this.limits.add(origin, hash, address);
		}
	}

	/**
	 * Returns the user who responded to a digest challenge. Fast. Each wrong response
	 * counts as another wrong secret, because wrong passwords cannot be compared here.
	 * @param address the client's socket address
	 * @param valid whether the response may log in; a right one that may not is no
	 * mistake, but proves nothing
	 * @throws AuthenticationException when the response is refused
	 */
	Account check(DigestAuthorization authorization, String address, boolean valid) {
		String normal = CredentialRules.normalize(authorization.username());
		Accounts.DigestAccount known = this.accounts.digest(normal);
		boolean right = authorization.matches(known.secrets());
		long hash = this.hasher.shortHash(normal, authorization.parameters().toString());
		return decide(right ? known.account() : null, normal, hash, address, valid);
	}

	/**
	 * Returns the user who sent a WS-UsernameToken. Fast. Each wrong token counts as
	 * another wrong secret.
	 * @param address the client's socket address
	 * @param valid called for a right token; returns whether it may log in. One that may
	 * not is no mistake, but proves nothing
	 * @throws AuthenticationException when the token is refused
	 */
	Account check(UsernameToken token, String address, BooleanSupplier valid) {
		String normal = CredentialRules.normalize(token.username());
		Accounts.TokenAccount known = this.accounts.token(normal);
		boolean right = token.matches(known.password()) && known.account() != null;
		boolean mayLogIn = right && valid.getAsBoolean();
		Account account = decide(right ? known.account() : null, normal, tokenHash(token), address, mayLogIn);
		if (!mayLogIn) {
			recordRefused(normal, address);
			throw wrong();
		}
		return account;
	}

	/** Returns a keyed hash of a token. */
	long tokenHash(UsernameToken token) {
		return this.hasher.shortHash(HexFormat.of().formatHex(token.nonce()), token.created());
	}

	/**
	 * Decides about a proof of a password.
	 * @param account the account, null if the proof is wrong
	 * @param valid whether a right proof may log in
	 */
	private synchronized Account decide(@Nullable Account account, String name, long hash, String address,
			boolean valid) {
		Origin origin = origin(AddressGroup.of(address), name);
		if (account == null) {
			addMistake(origin, hash, address);
			recordRefused(name, address);
			throw wrong();
		}
		if (this.limits.isLockedOut(origin)) {
			recordRefused(name, address);
			throw wrong();
		}
		if (valid) {
			this.limits.forgive(origin);
			recordAccepted(account, address);
		}
		return account;
	}

	private void recordAccepted(Account account, String address) {
		this.audit.record(AuditEvent.of(AuditKind.LOG_IN_ACCEPTED, account.name(), account.role().word(), address,
				AuditEvent.SUCCESS));
	}

	/**
	 * Records a refusal. A name that no user has is left out: it may be a password in the
	 * wrong field.
	 */
	private void recordRefused(String name, String address) {
		Origin origin = origin(AddressGroup.of(address), name);
		String reason = this.limits.isLockedOut(origin) ? "locked-out" : origin.secret();
		this.audit.record(AuditEvent.of(AuditKind.LOG_IN_FAILED, origin.user(), "", address, reason));
	}

	/** Returns the origin whose limit counts: all unknown names share one. */
	private Origin origin(String client, String name) {
		return this.accounts.isKnown(name) ? Origin.user(client, name) : Origin.unknownNames(client);
	}

	/** Returns whether a user has not changed since its account was accepted. */
	boolean isCurrent(Account account) {
		return this.accounts.isCurrent(account);
	}

	/** Forgets accepted credentials and failed attempts. */
	@Override
	public synchronized void onReset(Reset reset, AfterResponse afterResponse) {
		this.accepted.clear();
		this.refused.clear();
		this.limits.clear();
	}

	private static AuthenticationException wrong() {
		return AuthenticationException.wrongPassword();
	}

}
