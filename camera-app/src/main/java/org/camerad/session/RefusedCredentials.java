package org.camerad.session;

import java.util.Map;

import org.camerad.limit.LruMap;
import org.camerad.user.UserRevision;

/**
 * The credentials that were refused lately, by keyed hash. A recorder that repeats an
 * outdated password gets its answer without the slow hash. Guarded by its owner.
 */
final class RefusedCredentials {

	private static final int MAX_CREDENTIALS = 1024;

	private final Map<String, Refusal> refusals = new LruMap<>(MAX_CREDENTIALS);

	/**
	 * A refusal.
	 *
	 * @param revision the user's state; a refusal for another one says nothing
	 * @param wrong whether the password was wrong; a right one was refused because of a
	 * lock-out
	 */
	private record Refusal(UserRevision revision, boolean wrong) {
	}

	void add(String credentials, UserRevision revision, boolean wrong) {
		this.refusals.put(credentials, new Refusal(revision, wrong));
	}

	/**
	 * Returns whether these credentials are refused again.
	 * @param lockedOut whether their origin is locked out now
	 */
	boolean contains(String credentials, UserRevision revision, boolean lockedOut) {
		Refusal refusal = this.refusals.get(credentials);
		return refusal != null && refusal.revision().equals(revision) && (refusal.wrong() || lockedOut);
	}

	void clear() {
		this.refusals.clear();
	}

}
