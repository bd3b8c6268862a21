package org.camerad.session;

import java.util.Map;
import java.util.Optional;

import org.camerad.cgi.CgiFault;
import org.camerad.device.DeviceReset;
import org.camerad.user.Account;
import org.camerad.user.Accounts;
import org.camerad.user.DigestSecrets;
import org.camerad.user.Names;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Checks names and passwords. What the slow hash has accepted is remembered as a keyed
 * digest until any user changes, because recorders send their password with each picture;
 * guessing is slowed by address and name. Any thread.
 */
@Component
public class LogIns {

	private static final Logger logger = LoggerFactory.getLogger(LogIns.class);

	private static final int ACCEPTED = 256;

	private static final int PLACES = 4096;

	/** Longer ones cannot be right, and would only cost time. */
	private static final int LONGEST_PASSWORD = 256;

	/** What a user who does not exist is checked with, to take as long. */
	private static final DigestSecrets NOBODY = new DigestSecrets("", "");

	private final Accounts accounts;

	private final Ticker ticker;

	private final Digest digest = new Digest();

	private final Map<String, Account> accepted = new Bounded<>(ACCEPTED);

	private final Map<String, Guesses> guesses = new Bounded<>(PLACES);

	private long guessesAsOf;

	LogIns(Accounts accounts, Ticker ticker) {
		this.accounts = accounts;
		this.ticker = ticker;
	}

	/**
	 * The user of that name and password.
	 * @param address the client's socket address
	 * @throws CgiFault {@code password error} when it is not to come in, for whatever
	 * reason; 503 when too many checks are waiting
	 */
	public Account check(String name, String password, String address) {
		String normal = Names.normal(name);
		String credentials = this.digest.of(normal, password);
		String place = this.digest.of(normal, address);
		Account known = recall(credentials, place);
		return (known != null) ? known : verify(normal, password, credentials, place);
	}

	/**
	 * The user who answered a digest challenge. Quick. A wrong password cannot be told
	 * from another here, so that each wrong answer counts as a guess.
	 * @param address the client's socket address
	 * @throws CgiFault {@code password error} when it is not to come in
	 */
	Account check(DigestAnswer answer, String address) {
		String normal = Names.normal(answer.username());
		String credentials = this.digest.of(normal, answer.parameters().toString());
		String place = this.digest.of(normal, address);
		recall(credentials, place);
		long version = this.accounts.version();
		Optional<Accounts.DigestAccount> known = this.accounts.digest(normal);
		boolean right = answer.matches(known.map(Accounts.DigestAccount::secrets).orElse(NOBODY));
		synchronized (this) {
			if (!right || known.isEmpty()) {
				refuse(credentials, place, version);
			}
			this.guesses.remove(place);
		}
		return known.orElseThrow().account();
	}

	/** Whether no user has changed since an account was accepted. */
	boolean isCurrent(Account account) {
		return account.version() == this.accounts.version();
	}

	/**
	 * What is known of these credentials already.
	 * @throws CgiFault {@code password error} when the place is shut or has sent them
	 * before
	 */
	private synchronized @Nullable Account recall(String credentials, String place) {
		long version = this.accounts.version();
		Guesses guessed = this.guesses.get(place);
		if (guessed != null && guessed.isShut(this.ticker.nanoTime())) {
			throw wrong();
		}
		if (guessed != null && this.guessesAsOf == version && guessed.isKnown(credentials)) {
			throw wrong();
		}
		Account account = this.accepted.get(credentials);
		return (account != null && account.version() == version) ? account : null;
	}

	private Account verify(String name, String password, String credentials, String place) {
		long version = this.accounts.version();
		boolean sensible = password.length() <= LONGEST_PASSWORD && name.length() <= LONGEST_PASSWORD;
		Optional<Account> account = sensible ? this.accounts.authenticate(name, password) : Optional.empty();
		synchronized (this) {
			if (account.isEmpty()) {
				refuse(credentials, place, version);
			}
			this.accepted.put(credentials, account.get());
			this.guesses.remove(place);
		}
		return account.get();
	}

	private void refuse(String credentials, String place, long version) {
		if (this.guessesAsOf != version) {
			// A password that was wrong may be right since a user has changed.
			this.guesses.values().forEach(Guesses::forgetWrong);
			this.guessesAsOf = version;
		}
		long now = this.ticker.nanoTime();
		Guesses guessed = this.guesses.computeIfAbsent(place, (key) -> new Guesses(now));
		guessed.add(credentials, now);
		if (guessed.isShut(now)) {
			logger.warn("many different wrong passwords for one user from one address: refused for a while");
		}
		throw wrong();
	}

	/** A factory reset forgives. */
	@EventListener
	synchronized void reset(DeviceReset reset) {
		this.accepted.clear();
		this.guesses.clear();
	}

	private static CgiFault wrong() {
		return CgiFault.of("password error");
	}

}
