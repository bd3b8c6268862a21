package org.camerad.user;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

import org.camerad.settings.StoredUser;
import org.jspecify.annotations.Nullable;

/**
 * The secrets for digest log-ins, encrypted under the key in {@code digest-key} (decision
 * 0007). Nothing is stored when digest is turned off. Any thread.
 */
public final class DigestCredentialStore {

	private static final int MD5_DIGITS = 32;

	private final boolean enabled;

	private final SecretSealer sealer;

	/**
	 * Creates a store.
	 * @param enabled whether clients can log in by digest
	 * @param folder the folder of the key's file
	 */
	public DigestCredentialStore(boolean enabled, Path folder) {
		this.enabled = enabled;
		this.sealer = new SecretSealer(folder.resolve("digest-key"), "digest log-ins");
	}

	boolean isEnabled() {
		return this.enabled;
	}

	/** Returns the encrypted secrets of a password, null if none are to be stored. */
	@Nullable String seal(String name, String password) {
		if (!this.enabled) {
			return null;
		}
		DigestSecrets secrets = DigestSecrets.of(name, password);
		return this.sealer.seal(name, HexFormat.of().parseHex(secrets.md5() + secrets.sha256()));
	}

	/**
	 * Returns the secrets for a user's digest log-ins, empty if there are none that can
	 * be decrypted.
	 */
	Optional<DigestSecrets> open(StoredUser user) {
		if (!this.enabled) {
			return Optional.empty();
		}
		return this.sealer.open(user.name(), user.digest())
			.map((opened) -> HexFormat.of().formatHex(opened))
			.map((digits) -> new DigestSecrets(digits.substring(0, MD5_DIGITS), digits.substring(MD5_DIGITS)));
	}

	/** Forgets the key, whose file a factory reset has erased. The next use makes one. */
	void forgetKey() {
		this.sealer.forgetKey();
	}

}
