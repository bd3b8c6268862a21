package org.camerad.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.camerad.driver.support.file.ErasedFiles;
import org.camerad.settings.StoredUser;
import org.jspecify.annotations.Nullable;

/**
 * The passwords for log-ins by WS-UsernameToken, encrypted under the key in
 * {@code token-key} (decision 0026). Nothing is stored when such log-ins are turned off.
 * Any thread.
 */
public final class TokenPasswordStore {

	private static final String KEY = "token-key";

	private final boolean enabled;

	private final Path folder;

	private final SecretSealer sealer;

	/**
	 * Creates a store.
	 * @param enabled whether clients can log in by WS-UsernameToken
	 * @param folder the folder of the key's file
	 */
	public TokenPasswordStore(boolean enabled, Path folder) {
		this.enabled = enabled;
		this.folder = folder;
		this.sealer = new SecretSealer(folder.resolve(KEY), "log-ins by WS-UsernameToken");
	}

	boolean isEnabled() {
		return this.enabled;
	}

	/** Returns the encrypted password, null if none is to be stored. */
	@Nullable String seal(String name, String password) {
		return this.enabled ? this.sealer.seal(name, password.getBytes(StandardCharsets.UTF_8)) : null;
	}

	/** Returns a user's password, empty if nothing can be decrypted. */
	Optional<String> open(StoredUser user) {
		return this.enabled ? this.sealer.open(user.name(), user.token())
			.map((opened) -> new String(opened, StandardCharsets.UTF_8)) : Optional.empty();
	}

	/** Forgets the key, whose file a factory reset has erased. The next use makes one. */
	void forgetKey() {
		this.sealer.forgetKey();
	}

	/**
	 * Erases the key, so that nobody can decrypt passwords in former versions of the
	 * saved settings.
	 */
	void eraseKey() throws IOException {
		ErasedFiles.erase(this.folder, (file) -> file.getFileName().toString().matches(KEY + "([.~].*)?"));
		forgetKey();
	}

}
