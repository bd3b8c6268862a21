package org.camerad.live.rtsp;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The time that a camera's audio and video share, beside this machine's. Belongs to the
 * event loop.
 */
final class CameraClock {

	/** Farther off than that, the camera's clock has begun anew. */
	private static final long JUMP = Duration.ofSeconds(2).toNanos();

	private final Supplier<Instant> wallClock;

	private long ahead;

	private boolean known;

	CameraClock(Supplier<Instant> wallClock) {
		this.wallClock = wallClock;
	}

	/** Something that was taken at that time has come just now. */
	void heard(long timeNanos) {
		long difference = System.nanoTime() - timeNanos;
		if (!this.known || Math.abs(difference - this.ahead) > JUMP) {
			this.ahead = difference;
			this.known = true;
		}
	}

	/** Now, on the camera's clock. */
	long timeNanos() {
		return System.nanoTime() - this.ahead;
	}

	/** Now, as the camera's date and time have it. */
	Instant wallClock() {
		return this.wallClock.get();
	}

}
