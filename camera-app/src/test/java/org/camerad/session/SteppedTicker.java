package org.camerad.session;

import java.time.Duration;

/** A time that moves only when a test moves it. */
final class SteppedTicker implements Ticker {

	private long now = 1_000_000_000_000L;

	@Override
	public long nanoTime() {
		return this.now;
	}

	void pass(Duration time) {
		this.now += time.toNanos();
	}

}
