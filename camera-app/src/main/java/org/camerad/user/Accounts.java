package org.camerad.user;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import org.camerad.camera.CameraFailure;
import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.Role;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.settings.Store;
import org.camerad.settings.StoredUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The users of one camera, as its store keeps them. Any thread. */
public final class Accounts implements CameraPart, ResetListener {

	private static final Logger logger = LoggerFactory.getLogger(Accounts.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "users that cannot be saved");

	private final Store store;

	private final PasswordHasher passwords;

	private final FactoryAdministrator factory;

	private final DigestCredentialStore digestStore;

	private final TokenPasswordStore tokenStore;

	/** A user with the secrets of a random password, null before the first use. */
	private volatile @Nullable StoredUser dummy;

	public Accounts(Store store, PasswordHasher passwords, FactoryAdministrator factory,
			DigestCredentialStore digestStore, TokenPasswordStore tokenStore) {
		this.store = store;
		this.passwords = passwords;
		this.factory = factory;
		this.digestStore = digestStore;
		this.tokenStore = tokenStore;
	}

	/**
	 * Creates the factory administrator at the first start. Slow, because it hashes a
	 * password.
	 */
	public void prepare() {
		try {
			all();
			removeDigests();
			removeTokens();
		}
		catch (CameraFailure ex) {
			logger.warn("the factory administrator was not created: the first log-in tries again");
		}
	}

	/** Removes the secrets for digest log-ins if digest is turned off. */
	private void removeDigests() {
		if (this.digestStore.isEnabled()) {
			return;
		}
		try {
			this.store.update(
					(state) -> state.withUsers(state.users().stream().map((user) -> user.withDigest(null)).toList()));
		}
		catch (IOException ex) {
			logger.error("the secrets for digest log-ins cannot be removed: {}", ex.toString());
		}
	}

	/** Removes the passwords for log-ins by WS-UsernameToken if those are turned off. */
	private void removeTokens() {
		if (this.tokenStore.isEnabled()) {
			return;
		}
		try {
			this.store.update(
					(state) -> state.withUsers(state.users().stream().map((user) -> user.withToken(null)).toList()));
			this.tokenStore.eraseKey();
		}
		catch (IOException ex) {
			logger.error("the passwords for log-ins by WS-UsernameToken cannot be erased: {}; erase token-key by hand",
					ex.toString());
		}
	}

	/** Returns the state of a user, who need not exist. */
	public UserRevision revision(String name) {
		return UserRevision.of(find(CredentialRules.normalize(name)));
	}

	/** Returns whether a user has not changed since its account was accepted. */
	public boolean isCurrent(Account account) {
		return revision(account.name()).equals(account.revision());
	}

	/** Returns whether there is a user of that name. */
	public boolean isKnown(String name) {
		return find(CredentialRules.normalize(name)).isPresent();
	}

	/**
	 * Checks a password with the slow hash. An unknown or disabled user takes as long.
	 * @param client the client that logs in; clients are served in turn
	 * @return the user, empty if the log-in is refused; a {@link CameraFailure}
	 * UNAVAILABLE when too many checks are waiting
	 */
	public CompletableFuture<Optional<Account>> authenticate(String name, String password, String client) {
		// A text that is no valid password must not match a hash: HMAC pads with
		// NUL.
		Optional<StoredUser> user = CredentialRules.isPassword(password) ? find(CredentialRules.normalize(name))
				: Optional.empty();
		CompletableFuture<Boolean> matches = user
			.map((known) -> this.passwords.matches(password, known.passwordHash(), client))
			.orElseGet(() -> this.passwords.matchesDummy(password, client));
		return matches.thenApply((right) -> {
			Optional<StoredUser> matching = user.filter((known) -> right);
			matching.ifPresent((known) -> keepSecrets(known, password));
			return matching.filter(StoredUser::enabled).map(Accounts::account);
		});
	}

	/**
	 * An account and its secrets for digest log-ins.
	 *
	 * @param account the account, null if no enabled user has that name and secrets
	 * @param secrets the user's secrets; those of nobody without an account
	 */
	public record DigestAccount(@Nullable Account account, DigestSecrets secrets) {
	}

	/**
	 * Returns the enabled user of that name with its secrets for digest log-ins. An
	 * unknown or disabled user takes as long.
	 */
	public DigestAccount digest(String name) {
		Optional<StoredUser> user = find(CredentialRules.normalize(name))
			.filter((known) -> known.enabled() && known.digest() != null);
		StoredUser opened = user.orElseGet(this::dummy);
		Optional<DigestSecrets> secrets = this.digestStore.open(opened);
		Account account = account(opened);
		return new DigestAccount((user.isPresent() && secrets.isPresent()) ? account : null,
				secrets.orElse(DigestSecrets.NOBODYS));
	}

	/**
	 * An account and its password for log-ins by WS-UsernameToken.
	 *
	 * @param account the account, null if no enabled user has that name and a password
	 * @param password the user's password; that of nobody without an account
	 */
	public record TokenAccount(@Nullable Account account, String password) {

		/** Leaves out the password, because records are printed in logs. */
		@Override
		public String toString() {
			return "TokenAccount";
		}

	}

	/**
	 * Returns the enabled user of that name with its password for log-ins by
	 * WS-UsernameToken. An unknown or disabled user takes as long.
	 */
	public TokenAccount token(String name) {
		Optional<StoredUser> user = find(CredentialRules.normalize(name))
			.filter((known) -> known.enabled() && known.token() != null);
		StoredUser opened = user.orElseGet(this::dummy);
		Optional<String> password = this.tokenStore.open(opened);
		Account account = account(opened);
		return new TokenAccount((user.isPresent() && password.isPresent()) ? account : null, password.orElse(""));
	}

	private StoredUser dummy() {
		StoredUser known = this.dummy;
		if (known == null) {
			known = sealed(new StoredUser("", Role.ADMINISTRATOR.word(), true, ""), UUID.randomUUID().toString());
			this.dummy = known;
		}
		return known;
	}

	/**
	 * Returns a user with all secrets of a password. Slow, because it hashes the
	 * password.
	 */
	StoredUser secured(StoredUser user, String password) {
		return sealed(new StoredUser(user.name(), user.privilege(), user.enabled(), hash(password)), password);
	}

	/** Returns a user with the encrypted secrets of a password that are to be stored. */
	private StoredUser sealed(StoredUser user, String password) {
		return user.withDigest(this.digestStore.seal(user.name(), password))
			.withToken(this.tokenStore.seal(user.name(), password));
	}

	/**
	 * Stores the encrypted secrets of a user who lacks some of them, as in an older
	 * store.
	 */
	private void keepSecrets(StoredUser user, String password) {
		boolean lacksDigest = this.digestStore.isEnabled() && this.digestStore.open(user).isEmpty();
		boolean lacksToken = this.tokenStore.isEnabled() && this.tokenStore.open(user).isEmpty();
		if (!lacksDigest && !lacksToken) {
			return;
		}
		StoredUser kept = sealed(user, password);
		try {
			this.store.update((state) -> state
				.withUsers(state.users().stream().map((present) -> present.equals(user) ? kept : present).toList()));
		}
		catch (IOException ex) {
			repeated.log(Level.WARN, "the encrypted secrets of {} cannot be saved: {}", user.name(), ex.toString());
		}
	}

	private static Account account(StoredUser user) {
		return new Account(user.name(), role(user), user.enabled(), UserRevision.of(Optional.of(user)));
	}

	static Role role(StoredUser user) {
		return List.of(Role.values())
			.stream()
			.filter((role) -> role.word().equals(user.privilege()))
			.findFirst()
			.orElse(Role.USER);
	}

	Optional<StoredUser> find(String name) {
		return all().stream().filter((user) -> user.name().equals(name)).findFirst();
	}

	List<StoredUser> all() {
		List<StoredUser> users = this.store.state().users();
		return users.isEmpty() ? withAdministrator() : users;
	}

	private synchronized List<StoredUser> withAdministrator() {
		try {
			if (this.store.state().users().isEmpty()) {
				addAdministrator(this.passwords::hashConfigured);
			}
		}
		catch (IOException ex) {
			repeated.log(Level.ERROR, "the factory administrator cannot be saved, so that nobody can log in: {}",
					ex.toString());
			throw CameraFailure.unavailable();
		}
		return this.store.state().users();
	}

	String hash(String password) {
		return this.passwords.hash(password);
	}

	/**
	 * Changes and saves the users. Called under the lock of the camera's settings.
	 * @throws CameraFailure UNAVAILABLE when they cannot be saved; nothing changed
	 */
	void change(UnaryOperator<List<StoredUser>> change) {
		try {
			this.store.update((state) -> state.withUsers(change.apply(new ArrayList<>(state.users()))));
		}
		catch (IOException ex) {
			repeated.log(Level.ERROR, "the users cannot be saved: {}", ex.toString());
			throw CameraFailure.unavailable();
		}
	}

	/** Replaces all users by the factory administrator on a factory reset. */
	@Override
	public void onReset(Reset reset, AfterResponse afterResponse) {
		if (reset != Reset.FACTORY_RESET) {
			return;
		}
		this.digestStore.forgetKey();
		this.tokenStore.forgetKey();
		this.dummy = null;
		try {
			// A hash of its own, so that nothing of the former state is left.
			addAdministrator(this.passwords::hash);
		}
		catch (IOException ex) {
			repeated.log(Level.ERROR, "the factory administrator cannot be saved, so that nobody can log in: {}",
					ex.toString());
			throw CameraFailure.unavailable();
		}
	}

	private void addAdministrator(UnaryOperator<String> configuredHash) throws IOException {
		FactoryAdministrator.Password password = this.factory.password();
		String hash = password.generated() ? this.passwords.hashGenerated(password.text())
				: configuredHash.apply(password.text());
		StoredUser administrator = sealed(new StoredUser(this.factory.name(), Role.ADMINISTRATOR.word(), true, hash),
				password.text());
		this.store.update((state) -> state.withUsers(List.of(administrator)));
	}

}
