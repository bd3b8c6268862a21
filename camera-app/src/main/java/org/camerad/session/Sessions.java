package org.camerad.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.AuditLog;
import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.Principal;
import org.camerad.cgi.SessionResolver;
import org.camerad.user.Account;
import org.camerad.user.Accounts;
import org.camerad.user.UserListener;

/**
 * The sessions of one camera. A uid has 8 characters from a secure source and expires
 * when it is not used. Each user has a limited number of sessions; a new one ends the one
 * that has been idle for the longest time. Any thread.
 */
public final class Sessions implements SessionResolver, CameraPart, ResetListener, UserListener {

	private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int LENGTH = 8;

	private static final int MAX_PER_USER = 32;

	private final SecureRandom random = new SecureRandom();

	private final KeyedHasher hasher = new KeyedHasher();

	private final Accounts accounts;

	private final Ticker ticker;

	private final long timeoutNanos;

	private final LogInLimits limits;

	private final AuditLog audit;

	/** By the keyed hash of the uid, so that the time of a look-up reveals nothing. */
	private final Map<String, Session> sessions = new HashMap<>();

	/**
	 * Creates the sessions of a camera.
	 * @param timeout the time after which a uid expires without a successful request
	 */
	public Sessions(Duration timeout, Accounts accounts, LogInLimits limits, Ticker ticker, AuditLog audit) {
		this.audit = audit;
		this.timeoutNanos = timeout.toNanos();
		this.accounts = accounts;
		this.ticker = ticker;
		this.limits = limits;
	}

	/**
	 * Opens a session for a user that has logged in.
	 * @return its uid, empty if the user has changed since the log-in was checked
	 */
	synchronized Optional<String> open(Account account, String address) {
		if (!this.accounts.isCurrent(account)) {
			return Optional.empty();
		}
		String uid = newUid();
		Session session = new Session(uid, account.name(), account.role(), address);
		long now = this.ticker.nanoTime();
		session.extendTo(now + this.timeoutNanos);
		endExpired();
		endLongestIdle(account.name(), now);
		this.sessions.put(this.hasher.of(uid), session);
		return Optional.of(uid);
	}

	@Override
	public Optional<Principal> identify(String uid, String address) {
		String key = this.hasher.of(uid);
		String client = AddressGroup.of(address);
		Origin origin = Origin.uids(client);
		boolean lockedOut = this.limits.isLockedOut(origin);
		synchronized (this) {
			Session session = this.sessions.get(key);
			if (session != null && isUid(session, uid) && !session.isOver(this.ticker.nanoTime())
					&& (!lockedOut || session.client().equals(client))) {
				return Optional.of(session);
			}
		}
		this.limits.add(origin, this.hasher.shortHash(uid), address);
		return Optional.empty();
	}

	private static boolean isUid(Session session, String uid) {
		return MessageDigest.isEqual(session.uid().getBytes(StandardCharsets.UTF_8),
				uid.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public synchronized void extend(Principal principal) {
		Session session = (Session) principal;
		long now = this.ticker.nanoTime();
		if (!session.isOver(now) && !session.isDeleted()) {
			session.extendTo(now + this.timeoutNanos);
		}
	}

	/** Returns the time after which a uid expires without a successful request. */
	public Duration timeout() {
		return Duration.ofNanos(this.timeoutNanos);
	}

	/** Returns whether a principal's session is still open. */
	public synchronized boolean isOpen(Principal principal) {
		Session session = (Session) principal;
		return !session.isOver(this.ticker.nanoTime()) && !session.isDeleted();
	}

	@Override
	public synchronized void onUserChanged(String name, boolean deleted) {
		if (deleted) {
			this.sessions.values()
				.stream()
				.filter((session) -> session.name().equals(name))
				.forEach(Session::markDeleted);
		}
		else {
			end((session) -> session.name().equals(name), "user-changed");
		}
	}

	/** Ends every session. */
	@Override
	public synchronized void onReset(Reset reset, AfterResponse afterResponse) {
		end((session) -> true, (reset == Reset.REBOOT) ? "reboot" : "factory-reset");
	}

	private void endLongestIdle(String name, long now) {
		List<Session> own = this.sessions.values().stream().filter((session) -> session.name().equals(name)).toList();
		if (own.size() >= MAX_PER_USER) {
			Session idle = Collections.min(own, Comparator.comparingLong((session) -> session.remaining(now)));
			end((session) -> session == idle, "too-many-sessions");
		}
	}

	/** Returns the number of open sessions. */
	public synchronized long count() {
		return this.sessions.values().stream().filter(this::isOpen).count();
	}

	/** Ends the sessions that have expired. */
	public synchronized void endExpired() {
		long now = this.ticker.nanoTime();
		end((session) -> session.isOver(now), "expired");
	}

	private void end(Predicate<Session> which, String reason) {
		this.sessions.values().removeIf((session) -> {
			boolean ends = which.test(session);
			if (ends) {
				session.end();
				this.audit.record(AuditEvent.of(AuditKind.SESSION_ENDED, session.name(), session.role().word(),
						session.address(), reason));
			}
			return ends;
		});
	}

	private String newUid() {
		StringBuilder uid = new StringBuilder(LENGTH);
		for (int i = 0; i < LENGTH; i++) {
			uid.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		return uid.toString();
	}

}
