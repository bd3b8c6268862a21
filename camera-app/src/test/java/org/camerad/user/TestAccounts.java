package org.camerad.user;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

import org.camerad.cgi.Role;
import org.camerad.operation.CameraProperties;
import org.camerad.settings.Store;
import org.camerad.settings.StoredUser;

/** Users in a folder; the factory's administrator has the password "factory". */
public final class TestAccounts {

	/** Quick, for the hash is not what is tested. */
	private static final PasswordHasher HASHER = new PasswordHasher(1);

	private final Store store;

	private final Accounts accounts;

	private TestAccounts(Path folder, PasswordHasher hasher, boolean digest) throws IOException {
		this.store = new Store(folder);
		this.accounts = new Accounts(this.store, hasher,
				new FactoryAdministrator(new CameraProperties.Admin("admin", "factory"), folder),
				new DigestCredentialStore(digest, folder), new TokenPasswordStore(digest, folder));
	}

	/** Users with secrets for digest log-ins. */
	public static TestAccounts in(Path folder) throws IOException {
		return new TestAccounts(folder, HASHER, true);
	}

	/** Users whose passwords take a tenth of a second, for tests of what is hashed. */
	public static TestAccounts slow(Path folder) throws IOException {
		return new TestAccounts(folder, new PasswordHasher(150_000), true);
	}

	static TestAccounts withoutDigest(Path folder) throws IOException {
		return new TestAccounts(folder, HASHER, false);
	}

	public Accounts accounts() {
		return this.accounts;
	}

	Store store() {
		return this.store;
	}

	/** Adds a user. */
	public void add(String name, String password, Role role, boolean enabled) {
		StoredUser user = this.accounts.secured(new StoredUser(name, role.word(), enabled, ""), password);
		this.accounts.all();
		this.accounts.change((users) -> {
			users.add(user);
			return users;
		});
	}

	/** An operator's account as it is accepted now. */
	public Account account(String name) {
		return new Account(name, Role.OPERATOR, true, this.accounts.revision(name));
	}

	/** Sets a password, if only the former one once more. */
	public void setPassword(String name, String password) {
		StoredUser secured = this.accounts.secured(this.accounts.find(name).orElseThrow(), password);
		this.accounts.change((users) -> new ArrayList<>(
				users.stream().map((user) -> user.name().equals(name) ? secured : user).toList()));
	}

}
