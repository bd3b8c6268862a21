package org.camerad.snapshot;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Names pictures by the camera's time. Names repeat only when the camera's clock is set
 * back, which is why every destination looks whether one is taken. Any thread.
 */
final class PictureNames {

	/** How far names may run ahead of the clock. */
	private static final long AHEAD_MILLIS = 1000;

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
		boolean isAhead = former >= millis && former < millis + AHEAD_MILLIS;
		return isAhead ? former + 1 : millis;
	}

}
