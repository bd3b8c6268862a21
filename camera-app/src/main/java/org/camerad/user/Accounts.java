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

	private final DigestCredentialStore vault;

	private final AtomicLong version = new AtomicLong();

	public Accounts(Store store, PasswordHasher passwords, FactoryAdministrator factory, DigestCredentialStore vault) {
		this.store = store;
		this.passwords = passwords;
		this.factory = factory;
		this.vault = vault;
	}

	/** Makes the factory's administrator at the first start, which takes a slow hash. */
	public void prepare() {
		try {
			all();
			forgetDigests();
		}
		catch (CameraFailure ex) {
			logger.warn("the factory's administrator will be made at the first log-in");
		}
	}

	/** Removes what is kept for digest log-ins when there are none any more. */
	private void forgetDigests() {
		if (this.vault.isEnabled()) {
			return;
		}
		try {
			this.store.update(
					(state) -> state.withUsers(state.users().stream().map((user) -> user.withDigest(null)).toList()));
		}
		catch (IOException ex) {
			logger.error("what is kept for digest log-ins cannot be removed: {}", ex.toString());
		}
	}

	/** Grows with every change of any user. */
	public long version() {
		return this.version.get();
	}

	/**
	 * Checks a password with the slow hash; a user that is unknown or disabled takes as
	 * long. @throws CameraFailure UNAVAILABLE when too many checks are waiting
	 * @return the user, empty when it may not come in
	 */
	public Optional<Account> authenticate(String name, String password) {
		long asOf = version();
		// Others are nobody's password, even where the hash cannot tell: HMAC pads with
		// NUL.
		Optional<StoredUser> user = CredentialRules.isPassword(password) ? find(CredentialRules.normal(name))
				: Optional.empty();
		boolean matches = user.map((known) -> this.passwords.matches(password, known.passwordHash()))
			.orElseGet(() -> this.passwords.matchesNobody(password));
		user.filter((known) -> matches).ifPresent((known) -> keepDigest(known, password));
		return user.filter((known) -> matches && known.enabled()).map((known) -> account(known, asOf));
	}

	/** An account, and what its digest log-ins are checked with. */
	public record DigestAccount(Account account, DigestSecrets secrets) {
	}

	/** The enabled user of that name for whom something is kept for digest log-ins. */
	public Optional<DigestAccount> digest(String name) {
		long asOf = version();
		return find(CredentialRules.normal(name)).filter(StoredUser::enabled)
			.flatMap((user) -> this.vault.open(user).map((secrets) -> new DigestAccount(account(user, asOf), secrets)));
	}

	/** Returns what is kept of a password for digest log-ins, null for nothing. */
	@Nullable String seal(String name, String password) {
		return this.vault.seal(name, password);
	}

	/** Users of an older store get theirs when they next show their password. */
	private void keepDigest(StoredUser user, String password) {
		if (!this.vault.isEnabled() || this.vault.open(user).isPresent()) {
			return;
		}
		StoredUser kept = user.withDigest(seal(user.name(), password));
		try {
			this.store.update((state) -> state
				.withUsers(state.users().stream().map((present) -> present.equals(user) ? kept : present).toList()));
		}
		catch (IOException ex) {
			logger.warn("nothing could be kept for the digest log-ins of {}: {}", user.name(), ex.toString());
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
			logger.error("the factory's administrator cannot be saved, nobody can log in: {}", ex.toString());
			throw CameraFailure.unavailable();
		}
		return this.store.state().users();
	}

	String hash(String password) {
		return this.passwords.hash(password);
	}

	/**
	 * Changes the users durably. Under the lock of the camera's settings.
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

	/**
	 * Users and what was accepted of them are gone; the factory's administrator is back.
	 */
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
			logger.error("the factory's administrator cannot be saved, nobody can log in: {}", ex.toString());
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
