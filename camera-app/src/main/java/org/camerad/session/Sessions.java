package org.camerad.session;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.camerad.cgi.Caller;
import org.camerad.cgi.Callers;
import org.camerad.cgi.CgiFault;
import org.camerad.device.DeviceReset;
import org.camerad.operation.CameraProperties;
import org.camerad.user.Account;
import org.camerad.user.Accounts;
import org.camerad.user.UserChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The live uids: 8 characters from a secure source, each for as long as it is used. A
 * user has a bounded number, the oldest ends for the newest. Any thread.
 */
@Component
public class Sessions implements Callers {

	private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int LENGTH = 8;

	private static final int MOST_OF_A_USER = 32;

	private final SecureRandom random = new SecureRandom();

	private final Digest digest = new Digest();

	private final Accounts accounts;

	private final Ticker ticker;

	private final long timeout;

	private final GuessedUids guesses;

	private final ApplicationEventPublisher events;

	/**
	 * By the keyed digest of the uid, oldest first: a look-up tells nothing by its time.
	 */
	private final Map<String, Session> sessions = new LinkedHashMap<>();

	Sessions(CameraProperties properties, Accounts accounts, Ticker ticker, ApplicationEventPublisher events) {
		this.accounts = accounts;
		this.ticker = ticker;
		this.timeout = properties.session().timeout().toNanos();
		this.guesses = new GuessedUids(ticker);
		this.events = events;
	}

	/**
	 * Opens a session for a user that has logged in.
	 * @return its uid, empty when a user has changed since the log-in was checked
	 */
	Optional<String> open(Account account, String address) {
		List<Session> over = new ArrayList<>();
		String uid;
		synchronized (this) {
			if (account.version() != this.accounts.version()) {
				return Optional.empty();
			}
			uid = newUid();
			Session session = new Session(uid, account.name(), account.role(), address);
			session.extendTo(this.ticker.nanoTime() + this.timeout);
			sweep(over);
			endOldest(account.name(), over);
			this.sessions.put(this.digest.of(uid), session);
		}
		publish(over);
		return Optional.of(uid);
	}

	@Override
	public Caller identify(String uid, String address) {
		String key = this.digest.of(uid);
		boolean slowed = this.guesses.isSlowed(address);
		synchronized (this) {
			Session session = this.sessions.get(key);
			if (session != null && isUid(session, uid) && !session.isOver(this.ticker.nanoTime())
					&& (!slowed || session.address().equals(address))) {
				return session;
			}
		}
		this.guesses.wrong(address, key);
		throw CgiFault.of("uid error");
	}

	private static boolean isUid(Session session, String uid) {
		return MessageDigest.isEqual(session.uid().getBytes(StandardCharsets.UTF_8),
				uid.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public synchronized void extend(Caller caller) {
		Session session = (Session) caller;
		long now = this.ticker.nanoTime();
		if (!session.isOver(now) && !session.isDeleted()) {
			session.extendTo(now + this.timeout);
		}
	}

	/** Whether a caller's session is still open. */
	public synchronized boolean isOpen(Caller caller) {
		Session session = (Session) caller;
		return !session.isOver(this.ticker.nanoTime()) && !session.isDeleted();
	}

	/** How many sessions are open. */
	public int count() {
		List<Session> over = new ArrayList<>();
		int count;
		synchronized (this) {
			sweep(over);
			count = this.sessions.size();
		}
		publish(over);
		return count;
	}

	@EventListener
	void userChanged(UserChanged change) {
		List<Session> over = new ArrayList<>();
		synchronized (this) {
			if (change.deleted()) {
				orphan(change.name(), over);
			}
			else {
				end((session) -> session.name().equals(change.name()), over);
			}
		}
		publish(over);
	}

	/** A reboot and a factory reset end every session. */
	@EventListener
	void reset(DeviceReset reset) {
		List<Session> over = new ArrayList<>();
		synchronized (this) {
			end((session) -> true, over);
		}
		publish(over);
	}

	private void orphan(String name, List<Session> over) {
		for (Session session : this.sessions.values()) {
			if (session.name().equals(name)) {
				session.orphan();
				over.add(session);
			}
		}
	}

	private void endOldest(String name, List<Session> over) {
		List<Session> own = this.sessions.values().stream().filter((session) -> session.name().equals(name)).toList();
		if (own.size() >= MOST_OF_A_USER) {
			Session oldest = own.get(0);
			end((session) -> session == oldest, over);
		}
	}

	private void sweep(List<Session> over) {
		long now = this.ticker.nanoTime();
		end((session) -> session.isOver(now), over);
	}

	private void end(Predicate<Session> which, List<Session> over) {
		for (Iterator<Session> all = this.sessions.values().iterator(); all.hasNext();) {
			Session session = all.next();
			if (which.test(session)) {
				session.end();
				all.remove();
				over.add(session);
			}
		}
	}

	private void publish(List<Session> over) {
		over.forEach((session) -> this.events.publishEvent(new SessionEnded(session)));
	}

	private String newUid() {
		StringBuilder uid = new StringBuilder(LENGTH);
		for (int i = 0; i < LENGTH; i++) {
			uid.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		return uid.toString();
	}

}
