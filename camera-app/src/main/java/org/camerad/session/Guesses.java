package org.camerad.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The wrong secrets that came from one place. The same one again says nothing new; many
 * different ones shut the place out for a while that grows. Guarded by its owner.
 */
final class Guesses {

	/** So many different wrong secrets are mistakes; more are guesses. */
	static final int MISTAKES = 10;

	private static final long FIRST_PENALTY = Duration.ofSeconds(4).toNanos();

	private static final long LONGEST_PENALTY = Duration.ofSeconds(60).toNanos();

	private static final long FORGIVEN_AFTER = Duration.ofMinutes(15).toNanos();

	private final Set<String> wrong = new HashSet<>();

	private long penalty;

	private long shutUntil;

	private boolean shut;

	private long last;

	Guesses(long now) {
		this.last = now;
	}

	boolean isShut(long now) {
		if (this.shut && now - this.shutUntil >= 0) {
			this.shut = false;
		}
		return this.shut;
	}

	boolean isKnown(String digest) {
		return this.wrong.contains(digest);
	}

	/** Another wrong secret. */
	void add(String digest, long now) {
		if (now - this.last > FORGIVEN_AFTER) {
			forgive();
		}
		this.last = now;
		if (this.wrong.contains(digest)) {
			return;
		}
		if (this.wrong.size() < MISTAKES) {
			this.wrong.add(digest);
		}
		else {
			shut(now);
		}
	}

	private void shut(long now) {
		this.penalty = Math.min(LONGEST_PENALTY, Math.max(FIRST_PENALTY, this.penalty * 2));
		this.shutUntil = now + this.penalty;
		this.shut = true;
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
