package org.camerad.user;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import org.camerad.camera.CameraFailure;
import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.Role;
import org.camerad.settings.Store;
import org.camerad.settings.StoredUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users of one camera, as its store keeps them. Any thread. */
public final class Accounts implements CameraPart, ResetListener {

	private static final Logger logger = LoggerFactory.getLogger(Accounts.class);

	private final Store store;

	private final PasswordHasher passwords;

	private final FactoryAdministrator factory;

	private final DigestCredentialStore digestStore;

	private final AtomicLong version = new AtomicLong();

	public Accounts(Store store, PasswordHasher passwords, FactoryAdministrator factory,
			DigestCredentialStore digestStore) {
		this.store = store;
		this.passwords = passwords;
		this.factory = factory;
		this.digestStore = digestStore;
	}

	/**
	 * Creates the factory administrator at the first start. Slow, because it hashes a
	 * password.
	 */
	public void prepare() {
		try {
			all();
			removeDigests();
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

	/** Returns the number of changes of all users so far. */
	public long version() {
		return this.version.get();
	}

	/**
	 * Checks a password with the slow hash. An unknown or disabled user takes as long.
	 * @throws CameraFailure UNAVAILABLE when too many checks are waiting
	 * @return the user, empty if the log-in is refused
	 */
	public Optional<Account> authenticate(String name, String password) {
		long asOf = version();
		// A text that is no valid password must not match a hash: HMAC pads with
		// NUL.
		Optional<StoredUser> user = CredentialRules.isPassword(password) ? find(CredentialRules.normalize(name))
				: Optional.empty();
		boolean matches = user.map((known) -> this.passwords.matches(password, known.passwordHash()))
			.orElseGet(() -> this.passwords.matchesDummy(password));
		user.filter((known) -> matches).ifPresent((known) -> keepDigest(known, password));
		return user.filter((known) -> matches && known.enabled()).map((known) -> account(known, asOf));
	}

	/** An account and its secrets for digest log-ins. */
	public record DigestAccount(Account account, DigestSecrets secrets) {
	}

	/**
	 * Returns the enabled user of that name with its secrets for digest log-ins, empty if
	 * there are none.
	 */
	public Optional<DigestAccount> digest(String name) {
		long asOf = version();
		return find(CredentialRules.normalize(name)).filter(StoredUser::enabled)
			.flatMap((user) -> this.digestStore.open(user)
				.map((secrets) -> new DigestAccount(account(user, asOf), secrets)));
	}

	/**
	 * Returns the encrypted secrets of a password for digest log-ins, null if none are to
	 * be stored.
	 */
	@Nullable String seal(String name, String password) {
		return this.digestStore.seal(name, password);
	}

	/**
	 * Stores the secrets for digest log-ins of a user who has none yet, as in an older
	 * store.
	 */
	private void keepDigest(StoredUser user, String password) {
		if (!this.digestStore.isEnabled() || this.digestStore.open(user).isPresent()) {
			return;
		}
		StoredUser kept = user.withDigest(seal(user.name(), password));
		try {
			this.store.update((state) -> state
				.withUsers(state.users().stream().map((present) -> present.equals(user) ? kept : present).toList()));
		}
		catch (IOException ex) {
			logger.warn("the secrets for digest log-ins of {} cannot be saved: {}", user.name(), ex.toString());
		}
	}

	private static Account account(StoredUser user, long version) {
		return new Account(user.name(), role(user), user.enabled(), version);
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
				addAdministrator();
			}
		}
		catch (IOException ex) {
			logger.error("the factory administrator cannot be saved, so that nobody can log in: {}", ex.toString());
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
			this.version.incrementAndGet();
		}
		catch (IOException ex) {
			logger.error("the users cannot be saved: {}", ex.toString());
			throw CameraFailure.unavailable();
		}
	}

	/** Replaces all users by the factory administrator on a factory reset. */
	@Override
	public void onReset(Reset reset, AfterResponse afterResponse) {
		if (reset != Reset.FACTORY_RESET) {
			return;
		}
		try {
			addAdministrator();
			this.version.incrementAndGet();
		}
		catch (IOException ex) {
			logger.error("the factory administrator cannot be saved, so that nobody can log in: {}", ex.toString());
			throw CameraFailure.unavailable();
		}
	}

	private void addAdministrator() throws IOException {
		StoredUser administrator = new StoredUser(this.factory.name(), Role.ADMINISTRATOR.word(), true,
				this.passwords.hash(this.factory.password()))
			.withDigest(seal(this.factory.name(), this.factory.password()));
		this.store.update((state) -> state.withUsers(List.of(administrator)));
	}

}
