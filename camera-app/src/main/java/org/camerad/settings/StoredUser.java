package org.camerad.settings;

import org.jspecify.annotations.Nullable;

/**
 * A user as the store keeps it.
 *
 * @param name the name, normalised
 * @param privilege the contract's word for the role
 * @param enabled whether it may log in
 * @param passwordHash the slow, salted hash, with the algorithm's id in front
 * @param digest the encrypted secrets for digest log-ins; null if none are stored
 * @param token the encrypted password for log-ins by WS-UsernameToken; null if none is
 * stored
 */
public record StoredUser(String name, String privilege, boolean enabled, String passwordHash, @Nullable String digest,
		@Nullable String token) {

	/** Creates a user without encrypted secrets. */
	public StoredUser(String name, String privilege, boolean enabled, String passwordHash) {
		this(name, privilege, enabled, passwordHash, null, null);
	}

	/** Returns this user with other secrets for digest log-ins. */
	public StoredUser withDigest(@Nullable String sealed) {
		return new StoredUser(this.name, this.privilege, this.enabled, this.passwordHash, sealed, this.token);
	}

	/** Returns this user with another password for log-ins by WS-UsernameToken. */
	public StoredUser withToken(@Nullable String sealed) {
		return new StoredUser(this.name, this.privilege, this.enabled, this.passwordHash, this.digest, sealed);
	}

	/** Returns this user with all secrets of another one. */
	public StoredUser withSecretsOf(StoredUser other) {
		return new StoredUser(this.name, this.privilege, this.enabled, other.passwordHash, other.digest, other.token);
	}

	/**
	 * Leaves out the hash, because records are printed in logs and in failed assertions.
	 */
	@Override
	public String toString() {
		return "StoredUser[" + this.name + ", " + this.privilege + (this.enabled ? "" : ", disabled") + "]";
	}

}
