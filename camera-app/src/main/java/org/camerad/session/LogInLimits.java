package org.camerad.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.AuditLog;
import org.camerad.limit.LruMap;
import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The failed log-ins of one camera by origin, in bounded memory. An origin that is locked
 * out keeps its place: no number of other origins makes the camera forget it. When all
 * places are taken by such origins, the others share one limit per subject. Any thread.
 */
public final class LogInLimits {

	private static final RateLimitedLogger log = log(LoggerFactory.getLogger(LogInLimits.class));

	/** The maximum number of origins. */
	static final int MAX_ORIGINS = 4096;

	/** More than there are users, so that only deleted ones lose their place. */
	private static final int MAX_SUBJECTS = 128;

	private final Ticker ticker;

	/** The least recently used origin first. */
	private final Map<Origin, FailedAttempts> attempts = new LinkedHashMap<>(16, 0.75f, true);

	/** The attempts of origins without a place, by subject. */
	private final Map<String, FailedAttempts> shared = new LruMap<>(MAX_SUBJECTS);

	private final AuditLog audit;

	public LogInLimits(Ticker ticker, AuditLog audit) {
		this.ticker = ticker;
		this.audit = audit;
	}

	private static RateLimitedLogger log(Logger logger) {
		return new RateLimitedLogger(logger, "lock-outs");
	}

	synchronized boolean isLockedOut(Origin origin) {
		FailedAttempts failed = find(origin);
		return failed != null && failed.isLockedOut(this.ticker.nanoTime());
	}

	private @Nullable FailedAttempts find(Origin origin) {
		FailedAttempts own = this.attempts.get(origin);
		return (own != null) ? own : this.shared.get(origin.subject());
	}

	/** Adds a wrong secret of an origin that is locked out already. */
	synchronized void extend(Origin origin, long hash) {
		FailedAttempts failed = find(origin);
		if (failed != null) {
			failed.extend(hash, this.ticker.nanoTime());
		}
	}

	/**
	 * Adds a wrong secret.
	 * @param hash the secret's hash
	 * @param address the client's address, for the log
	 */
	void add(Origin origin, long hash, String address) {
		long now = this.ticker.nanoTime();
		long seconds;
		synchronized (this) {
			FailedAttempts failed = attempts(origin, now);
			boolean before = failed.isLockedOut(now);
			failed.add(hash, now);
			seconds = (!before && failed.isLockedOut(now)) ? TimeUnit.NANOSECONDS.toSeconds(failed.lockoutNanos()) : 0;
		}
		if (seconds > 0) {
			this.audit.record(AuditEvent.of(AuditKind.LOCKED_OUT, origin.user(), "", address, origin.secret()));
			log.log(Level.WARN,
					"locked out {} for {} s: more than {} different {}; if this is no attack, correct what it sends",
					address, seconds, FailedAttempts.MAX_MISTAKES, origin.mistakes());
		}
	}

	private FailedAttempts attempts(Origin origin, long now) {
		FailedAttempts known = this.attempts.get(origin);
		if (known != null) {
			return known;
		}
		FailedAttempts added = new FailedAttempts(now);
		if (this.attempts.size() < MAX_ORIGINS || evict(now)) {
			this.attempts.put(origin, added);
			return added;
		}
		return this.shared.computeIfAbsent(origin.subject(), (subject) -> added);
	}

	/** Removes the least recently used origin that is not locked out, if there is one. */
	private boolean evict(long now) {
		for (Iterator<FailedAttempts> all = this.attempts.values().iterator(); all.hasNext();) {
			if (!all.next().isLockedOut(now)) {
				all.remove();
				return true;
			}
		}
		return false;
	}

	/** Forgets the mistakes of an origin that has logged in. */
	synchronized void forgive(Origin origin) {
		this.attempts.remove(origin);
	}

	synchronized void clear() {
		this.attempts.clear();
		this.shared.clear();
	}

}
