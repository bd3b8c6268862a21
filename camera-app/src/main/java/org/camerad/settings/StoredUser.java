package org.camerad.settings;

import org.jspecify.annotations.Nullable;

/**
 * A user as the store keeps it.
 *
 * @param name the name, normalised
 * @param privilege the contract's word for the role
 * @param enabled whether it may log in
 * @param passwordHash the slow, salted hash, with the algorithm's id in front
 * @param digest what digest log-ins need of the password, sealed; null when nothing is
 * kept for them
 */
public record StoredUser(String name, String privilege, boolean enabled, String passwordHash, @Nullable String digest) {

	/** A user for whom nothing is kept for digest log-ins. */
	public StoredUser(String name, String privilege, boolean enabled, String passwordHash) {
		this(name, privilege, enabled, passwordHash, null);
	}

	/** This user with something else kept for digest log-ins. */
	public StoredUser withDigest(@Nullable String sealed) {
		return new StoredUser(this.name, this.privilege, this.enabled, this.passwordHash, sealed);
	}

	/** Without the hash: records are printed in logs and in failed assertions. */
	@Override
	public String toString() {
		return "StoredUser[" + this.name + ", " + this.privilege + (this.enabled ? "" : ", disabled") + "]";
	}

}
