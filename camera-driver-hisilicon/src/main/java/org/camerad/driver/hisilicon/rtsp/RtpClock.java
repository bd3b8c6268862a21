package org.camerad.driver.hisilicon.rtsp;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A conversion from RTP timestamps to the monotonic clock of this machine. It is anchored
 * at the first packet, and again if sender and receiver drift apart.
 */
final class RtpClock {

	private static final long MAX_DRIFT_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final int clockRate;

	private @Nullable Integer anchor;

	private long anchorNanos;

	RtpClock(int clockRate) {
		this.clockRate = clockRate;
	}

	long nanos(int timestamp) {
		long now = System.nanoTime();
		Integer known = this.anchor;
		if (known != null) {
			// Timestamps wrap around; the difference of two does not.
			long nanos = this.anchorNanos + (long) (timestamp - known) * TimeUnit.SECONDS.toNanos(1) / this.clockRate;
			if (Math.abs(now - nanos) < MAX_DRIFT_NANOS) {
				return nanos;
			}
		}
		this.anchor = timestamp;
		this.anchorNanos = now;
		return now;
	}

}
