package org.camerad.live.rtsp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/**
 * The date and time in the sender reports of one session. It starts as the camera's and
 * then has no steps, because a player takes a step for a jump of its media. When the
 * camera's clock is set, it follows slowly. Confined to the event loop.
 */
final class SessionClock {

	/** The session's clock gains or loses at most this part of the elapsed time. */
	private static final int SLEW_DIVISOR = 2000;

	private final InstantSource camera;

	private @Nullable Instant last;

	private long lastNanos;

	SessionClock(InstantSource camera) {
		this.camera = camera;
	}

	/**
	 * Returns the date and time of a moment.
	 * @param nanos a {@link System#nanoTime()}, not before that of the previous call
	 */
	Instant at(long nanos) {
		Instant wanted = this.camera.instant();
		Instant previous = this.last;
		Instant now = (previous == null) ? wanted : follow(previous.plusNanos(nanos - this.lastNanos), wanted,
				Duration.ofNanos((nanos - this.lastNanos) / SLEW_DIVISOR));
		this.last = now;
		this.lastNanos = nanos;
		return now;
	}

	private static Instant follow(Instant steady, Instant wanted, Duration limit) {
		Instant earliest = steady.minus(limit);
		Instant latest = steady.plus(limit);
		if (wanted.isBefore(earliest)) {
			return earliest;
		}
		return wanted.isAfter(latest) ? latest : wanted;
	}

}
