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
 */
public record StoredUser(String name, String privilege, boolean enabled, String passwordHash, @Nullable String digest) {

	/** Creates a user without secrets for digest log-ins. */
	public StoredUser(String name, String privilege, boolean enabled, String passwordHash) {
		this(name, privilege, enabled, passwordHash, null);
	}

	/** Returns this user with other secrets for digest log-ins. */
	public StoredUser withDigest(@Nullable String sealed) {
		return new StoredUser(this.name, this.privilege, this.enabled, this.passwordHash, sealed);
	}

	/**
	 * Leaves out the hash, because records are printed in logs and in failed assertions.
	 */
	@Override
	public String toString() {
		return "StoredUser[" + this.name + ", " + this.privilege + (this.enabled ? "" : ", disabled") + "]";
	}

}
