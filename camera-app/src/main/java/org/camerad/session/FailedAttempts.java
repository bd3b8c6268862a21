package org.camerad.session;

import java.time.Duration;

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

	private final long[] wrong = new long[MAX_MISTAKES];

	private int count;

	private long lockoutNanos;

	private long lockedOutSince;

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

	/** Returns the length of the last lock-out in nanoseconds. */
	long lockoutNanos() {
		return this.lockoutNanos;
	}

	/**
	 * Starts the time of a lock-out again after another wrong secret, within the longest
	 * lock-out. A right secret directly after many wrong ones is then refused, however
	 * long those took.
	 */
	void extend(long hash, long now) {
		if (isKnown(hash)) {
			return;
		}
		long end = Math.min(MAX_LOCKOUT_NANOS, now - this.lockedOutSince + this.lockoutNanos);
		this.lockedOutUntil = this.lockedOutSince + Math.max(end, this.lockedOutUntil - this.lockedOutSince);
	}

	/** Adds a wrong secret by its hash. */
	void add(long hash, long now) {
		if (now - this.last > RETENTION_NANOS) {
			this.count = 0;
			this.lockoutNanos = 0;
		}
		this.last = now;
		if (isKnown(hash)) {
			return;
		}
		if (this.count < MAX_MISTAKES) {
			this.wrong[this.count++] = hash;
		}
		else {
			lockOut(now);
		}
	}

	private boolean isKnown(long hash) {
		for (int i = 0; i < this.count; i++) {
			if (this.wrong[i] == hash) {
				return true;
			}
		}
		return false;
	}

	private void lockOut(long now) {
		this.lockoutNanos = Math.min(MAX_LOCKOUT_NANOS, Math.max(MIN_LOCKOUT_NANOS, this.lockoutNanos * 2));
		this.lockedOutSince = now;
		this.lockedOutUntil = now + this.lockoutNanos;
		this.lockedOut = true;
	}

}
