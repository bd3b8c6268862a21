package org.camerad.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

import org.camerad.limit.LruMap;

/**
 * The WS-UsernameTokens that each user has logged in with, so that nobody can send one
 * again. A token counts as long as its time is within the window. When a user has too
 * many, the oldest are forgotten, and tokens as old as those are refused. Any thread.
 */
final class TokenReplays {

	/** The time by which a token may differ from the camera's clock. */
	static final Duration WINDOW = Duration.ofMinutes(5);

	private static final int MAX_TOKENS_PER_USER = 2048;

	/** More than there are users, so that only deleted ones lose their place. */
	private static final int MAX_USERS = 128;

	private final Map<String, Used> users = new LruMap<>(MAX_USERS);

	/** A token that was used: its time, and a hash of its nonce. */
	private record Entry(long millis, long hash) implements Comparable<Entry> {

		@Override
		public int compareTo(Entry other) {
			int byTime = Long.compare(this.millis, other.millis);
			return (byTime != 0) ? byTime : Long.compare(this.hash, other.hash);
		}

	}

	/** The used tokens of one user. */
	private static final class Used {

		private final TreeSet<Entry> entries = new TreeSet<>();

		private long floor = Long.MIN_VALUE;

		boolean add(Entry entry, long oldest) {
			this.entries.headSet(new Entry(oldest, Long.MIN_VALUE)).clear();
			if (entry.millis() <= this.floor || !this.entries.add(entry)) {
				return false;
			}
			if (this.entries.size() > MAX_TOKENS_PER_USER) {
				this.floor = this.entries.pollFirst().millis();
			}
			return true;
		}

	}

	/** Returns whether a time is within the window around now. */
	static boolean isFresh(Instant created, Instant now) {
		return Duration.between(created, now).abs().compareTo(WINDOW) <= 0;
	}

	/**
	 * Records the use of a token whose digest is right and whose time is fresh.
	 * @param user the user's name
	 * @param hash a keyed hash of nonce and time
	 * @return false if the token was used before
	 */
	synchronized boolean use(String user, long hash, Instant created, Instant now) {
		return this.users.computeIfAbsent(user, (name) -> new Used())
			.add(new Entry(created.toEpochMilli(), hash), now.minus(WINDOW).toEpochMilli());
	}

}
