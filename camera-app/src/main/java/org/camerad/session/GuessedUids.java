package org.camerad.session;

import java.util.Map;

/**
 * Slows the guessing of uids: an address that sent many different wrong ones reaches only
 * the sessions that were opened from it. Any thread.
 */
final class GuessedUids {

	private static final int ADDRESSES = 4096;

	private final Map<String, Guesses> byAddress = new Bounded<>(ADDRESSES);

	private final Ticker ticker;

	GuessedUids(Ticker ticker) {
		this.ticker = ticker;
	}

	synchronized boolean isSlowed(String address) {
		Guesses guesses = this.byAddress.isEmpty() ? null : this.byAddress.get(address);
		return guesses != null && guesses.isShut(this.ticker.nanoTime());
	}

	synchronized void wrong(String address, String digest) {
		long now = this.ticker.nanoTime();
		this.byAddress.computeIfAbsent(address, (key) -> new Guesses(now)).add(digest, now);
	}

}
