package org.camerad.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The wrong secrets that came from one place. The same one again says nothing new; many
 * different ones lock the place out for a time that grows. Guarded by its owner.
 */
final class FailedAttempts {

	/** So many different wrong secrets are mistakes; more are guesses. */
	static final int MISTAKES = 10;

	private static final long FIRST_PENALTY = Duration.ofSeconds(4).toNanos();

	private static final long MAX_PENALTY = Duration.ofSeconds(60).toNanos();

	private static final long FORGIVEN_AFTER = Duration.ofMinutes(15).toNanos();

	private final Set<String> wrong = new HashSet<>();

	private long penalty;

	private long lockedOutUntil;

	private boolean lockedOut;

	private long last;

	FailedAttempts(long now) {
		this.last = now;
	}

	boolean isLockedOut(long now) {
		if (this.lockedOut && now - this.lockedOutUntil >= 0) {
			this.lockedOut = false;
		}
		return this.lockedOut;
	}

	boolean isKnown(String hash) {
		return this.wrong.contains(hash);
	}

	/** Another wrong secret. */
	void add(String hash, long now) {
		if (now - this.last > FORGIVEN_AFTER) {
			forgive();
		}
		this.last = now;
		if (this.wrong.contains(hash)) {
			return;
		}
		if (this.wrong.size() < MISTAKES) {
			this.wrong.add(hash);
		}
		else {
			lockOut(now);
		}
	}

	private void lockOut(long now) {
		this.penalty = Math.min(MAX_PENALTY, Math.max(FIRST_PENALTY, this.penalty * 2));
		this.lockedOutUntil = now + this.penalty;
		this.lockedOut = true;
	}

	/** The wrong ones may be right by now; how many they were is kept by the penalty. */
	void forgetWrong() {
		this.wrong.clear();
	}

	private void forgive() {
		this.wrong.clear();
		this.penalty = 0;
	}

}
