package org.camerad.settings;

/**
 * A user as the store keeps it.
 *
 * @param name the name, normalised
 * @param privilege the contract's word for the role
 * @param enabled whether it may log in
 * @param passwordHash the slow, salted hash, with the algorithm's id in front
 */
public record StoredUser(String name, String privilege, boolean enabled, String passwordHash) {

	/** Without the hash: records are printed in logs and in failed assertions. */
	@Override
	public String toString() {
		return "StoredUser[" + this.name + ", " + this.privilege + (this.enabled ? "" : ", disabled") + "]";
	}

}
