package org.camerad.session;

import java.util.Map;

/**
 * Slows the guessing of uids: an address that sent many different wrong ones reaches only
 * the sessions that were opened from it. Any thread.
 */
final class FailedUidAttempts {

	private static final int MAX_ADDRESSES = 4096;

	private final Map<String, FailedAttempts> byAddress = new LruMap<>(MAX_ADDRESSES);

	private final Ticker ticker;

	FailedUidAttempts(Ticker ticker) {
		this.ticker = ticker;
	}

	synchronized boolean isSlowed(String address) {
		FailedAttempts attempts = this.byAddress.isEmpty() ? null : this.byAddress.get(address);
		return attempts != null && attempts.isLockedOut(this.ticker.nanoTime());
	}

	synchronized void wrong(String address, String hash) {
		long now = this.ticker.nanoTime();
		this.byAddress.computeIfAbsent(address, (key) -> new FailedAttempts(now)).add(hash, now);
	}

}
