package org.camerad.live.rtsp;

import java.util.concurrent.TimeUnit;

/**
 * The schedule by which the packets of one frame leave. A large frame at once would
 * overflow the receive buffer of a client.
 *
 * @param packets the number of packets
 * @param spanNanos the time from the first packet to the last, in nanoseconds
 */
record PacketPacing(int packets, long spanNanos) {

	/**
	 * The maximum number of packets that leave at once. The default receive buffer of
	 * Linux (212,992 bytes) holds about 90.
	 */
	static final int MAX_BURST = 24;

	/** The packets of a frame are spread over three quarters of the frame interval. */
	private static final int SPAN_NUMERATOR = 3;

	private static final int SPAN_DENOMINATOR = 4;

	private static final long MIN_SPAN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	/** At low frame rates, a longer span would only delay the picture. */
	private static final long MAX_SPAN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	/**
	 * Returns the schedule of a frame.
	 * @param packets the number of packets
	 * @param intervalNanos the time since the previous frame, 0 or less if unknown
	 */
	static PacketPacing of(int packets, long intervalNanos) {
		long span = (intervalNanos > 0) ? intervalNanos * SPAN_NUMERATOR / SPAN_DENOMINATOR : MAX_SPAN_NANOS;
		return new PacketPacing(packets, Math.max(MIN_SPAN_NANOS, Math.min(MAX_SPAN_NANOS, span)));
	}

	/**
	 * Returns the number of the packet before which to stop for now. After a delay, the
	 * packets that are late leave in several bursts.
	 * @param next the number of packets that have left
	 * @param elapsedNanos the time since the first packet
	 */
	int end(int next, long elapsedNanos) {
		if (this.packets <= MAX_BURST) {
			return this.packets;
		}
		long due = MAX_BURST / 2 + this.packets * elapsedNanos / this.spanNanos;
		return (int) Math.min(Math.min(due, next + MAX_BURST), this.packets);
	}

}
