package org.camerad.live.rtsp;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the schedule by which the packets of a frame leave. */
class PacketPacingTests {

	private static final int PACKETS = 640;

	private final PacketPacing pacing = PacketPacing.of(PACKETS, millis(66));

	@Test
	void spreadsALargeFrameOverAPartOfTheFrameInterval() {
		int next = 0;
		int largest = 0;
		int atHalf = 0;
		for (int millis = 0; next < PACKETS; millis++) {
			assertThat(millis).as("the milliseconds so far").isLessThan(60);
			int end = this.pacing.end(next, millis(millis));
			largest = Math.max(largest, end - next);
			next = end;
			atHalf = (millis == 25) ? next : atHalf;
		}
		assertThat(largest).isLessThanOrEqualTo(PacketPacing.MAX_BURST);
		assertThat(atHalf).isBetween(PACKETS * 2 / 5, PACKETS * 3 / 5);
	}

	@Test
	void sendsNoLargeBurstAfterADelay() {
		assertThat(this.pacing.end(12, millis(1000))).isEqualTo(12 + PacketPacing.MAX_BURST);
	}

	@Test
	void sendsASmallFrameAtOnce() {
		assertThat(PacketPacing.of(PacketPacing.MAX_BURST, millis(66)).end(0, 0)).isEqualTo(PacketPacing.MAX_BURST);
	}

	@Test
	void limitsTheDelayOfAPicture() {
		for (long interval : new long[] { Long.MIN_VALUE / 4, 0, millis(1), millis(5000) }) {
			assertThat(PacketPacing.of(PACKETS, interval).spanNanos()).isBetween(millis(10), millis(100));
		}
	}

	private static long millis(long count) {
		return TimeUnit.MILLISECONDS.toNanos(count);
	}

}
