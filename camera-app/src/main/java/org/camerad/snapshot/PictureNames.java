package org.camerad.snapshot;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A generator of picture names by the camera's time. Names repeat only after the camera's
 * clock was set back, so every destination checks whether a name is taken. Any thread.
 */
final class PictureNames {

	/** The limit for names that run ahead of the clock. */
	private static final long MAX_AHEAD_MILLIS = 1000;

	private final Supplier<Instant> time;

	private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

	PictureNames(Supplier<Instant> time) {
		this.time = time;
	}

	PictureName next() {
		Instant now = this.time.get();
		return new PictureName(Instant.ofEpochMilli(this.last.updateAndGet((former) -> after(former, now))));
	}

	private static long after(long former, Instant now) {
		long millis = now.toEpochMilli();
		boolean isAhead = former >= millis && former < millis + MAX_AHEAD_MILLIS;
		return isAhead ? former + 1 : millis;
	}

}
