package org.camerad.user;

import java.util.Optional;

import org.camerad.settings.StoredUser;

/**
 * The state of one user's password, role and permission to log in. Two are equal if
 * nothing of that has changed: each password that is set has a salt of its own.
 */
public final class UserRevision {

	/** The revision of a user who does not exist. */
	private static final UserRevision ABSENT = new UserRevision("", "", false);

	private final String passwordHash;

	private final String privilege;

	private final boolean enabled;

	private UserRevision(String passwordHash, String privilege, boolean enabled) {
		this.passwordHash = passwordHash;
		this.privilege = privilege;
		this.enabled = enabled;
	}

	static UserRevision of(Optional<StoredUser> user) {
		return user.map((known) -> new UserRevision(known.passwordHash(), known.privilege(), known.enabled()))
			.orElse(ABSENT);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof UserRevision revision && this.enabled == revision.enabled
				&& this.privilege.equals(revision.privilege) && this.passwordHash.equals(revision.passwordHash);
	}

	@Override
	public int hashCode() {
		return this.passwordHash.hashCode();
	}

	/** Leaves out the hash, which must not reach a log. */
	@Override
	public String toString() {
		return "UserRevision";
	}

}
