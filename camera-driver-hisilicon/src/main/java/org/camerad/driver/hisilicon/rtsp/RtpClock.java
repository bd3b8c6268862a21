package org.camerad.driver.hisilicon.rtsp;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * RTP's time stamps on this machine's monotonic clock: anchored where the first packet
 * came, and again when sender and receiver have drifted apart.
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
			// Time stamps wrap around; their difference does not.
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
