package org.camerad.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
 * when it is not used. Each user has a limited number of sessions; a new one ends the
 * oldest. Any thread.
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

	private final FailedUidAttempts failedAttempts;

	/**
	 * By the keyed hash of the uid, so that the time of a look-up reveals nothing; oldest
	 * first.
	 */
	private final Map<String, Session> sessions = new LinkedHashMap<>();

	/**
	 * Creates the sessions of a camera.
	 * @param timeout the time after which a uid expires without a successful request
	 */
	public Sessions(Duration timeout, Accounts accounts, Ticker ticker) {
		this.timeoutNanos = timeout.toNanos();
		this.accounts = accounts;
		this.ticker = ticker;
		this.failedAttempts = new FailedUidAttempts(ticker);
	}

	/**
	 * Opens a session for a user that has logged in.
	 * @return its uid, empty if any user has changed since the log-in was checked
	 */
	synchronized Optional<String> open(Account account, String address) {
		if (account.version() != this.accounts.version()) {
			return Optional.empty();
		}
		String uid = newUid();
		Session session = new Session(uid, account.name(), account.role(), address);
		long now = this.ticker.nanoTime();
		session.extendTo(now + this.timeoutNanos);
		end((other) -> other.isOver(now));
		endOldest(account.name());
		this.sessions.put(this.hasher.of(uid), session);
		return Optional.of(uid);
	}

	@Override
	public Optional<Principal> identify(String uid, String address) {
		String key = this.hasher.of(uid);
		boolean slowed = this.failedAttempts.isSlowed(address);
		synchronized (this) {
			Session session = this.sessions.get(key);
			if (session != null && isUid(session, uid) && !session.isOver(this.ticker.nanoTime())
					&& (!slowed || session.address().equals(address))) {
				return Optional.of(session);
			}
		}
		this.failedAttempts.add(address, key);
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
			end((session) -> session.name().equals(name));
		}
	}

	/** Ends every session. */
	@Override
	public synchronized void onReset(Reset reset, AfterResponse afterResponse) {
		end((session) -> true);
	}

	private void endOldest(String name) {
		List<Session> own = this.sessions.values().stream().filter((session) -> session.name().equals(name)).toList();
		if (own.size() >= MAX_PER_USER) {
			Session oldest = own.get(0);
			end((session) -> session == oldest);
		}
	}

	private void end(Predicate<Session> which) {
		this.sessions.values().removeIf((session) -> {
			boolean ends = which.test(session);
			if (ends) {
				session.end();
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
