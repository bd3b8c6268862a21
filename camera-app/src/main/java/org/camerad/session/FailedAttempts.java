package org.camerad.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The wrong secrets from one origin. A repeated secret does not count again; many
 * different ones lock the origin out for a growing time. Guarded by its owner.
 */
final class FailedAttempts {

	/** The number of different wrong secrets before a lock-out. */
	static final int MAX_MISTAKES = 10;

	private static final long MIN_LOCKOUT_NANOS = Duration.ofSeconds(4).toNanos();

	private static final long MAX_LOCKOUT_NANOS = Duration.ofSeconds(60).toNanos();

	private static final long RETENTION_NANOS = Duration.ofMinutes(15).toNanos();

	private final Set<String> wrong = new HashSet<>();

	private long lockoutNanos;

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

	/** Adds a wrong secret by its hash. */
	void add(String hash, long now) {
		if (now - this.last > RETENTION_NANOS) {
			forgive();
		}
		this.last = now;
		if (this.wrong.contains(hash)) {
			return;
		}
		if (this.wrong.size() < MAX_MISTAKES) {
			this.wrong.add(hash);
		}
		else {
			lockOut(now);
		}
	}

	private void lockOut(long now) {
		this.lockoutNanos = Math.min(MAX_LOCKOUT_NANOS, Math.max(MIN_LOCKOUT_NANOS, this.lockoutNanos * 2));
		this.lockedOutUntil = now + this.lockoutNanos;
		this.lockedOut = true;
	}

	/** Forgets the wrong secrets, which may be right by now. The lock-out time stays. */
	void forgetWrong() {
		this.wrong.clear();
	}

	private void forgive() {
		this.wrong.clear();
		this.lockoutNanos = 0;
	}

}
