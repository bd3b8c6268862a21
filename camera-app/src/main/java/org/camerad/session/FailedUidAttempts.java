package org.camerad.session;

import java.util.Map;

/**
 * A limit on the guessing of uids. An address that sent many different wrong uids can
 * only use the sessions that it opened. Any thread.
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

	synchronized void add(String address, String hash) {
		long now = this.ticker.nanoTime();
		this.byAddress.computeIfAbsent(address, (key) -> new FailedAttempts(now)).add(hash, now);
	}

}
