package org.camerad.driver.sim;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the choice of frames on a clock that the test sets. */
class FrameCounterTests {

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(40);

	private long now = 1000;

	private final FrameCounter frames = new FrameCounter(() -> this.now, 25);

	@Test
	void aReaderThatKeepsUpGetsEveryFrame() {
		for (int i = 0; i < 100; i++) {
			FrameCounter.Frame frame = this.frames.after(i - 1);
			assertThat(frame.number()).isEqualTo(i);
			assertThat(frame.startNanos()).isEqualTo(1000 + i * INTERVAL);
			assertThat(frame.ageNanos()).isZero();
			this.now += INTERVAL;
		}
	}

	@Test
	void aShortDelayLosesNoFrame() {
		this.now += 10 * INTERVAL;
		assertThat(this.frames.after(9).number()).isEqualTo(10);
		this.now += 5 * INTERVAL;
		for (int i = 11; i <= 15; i++) {
			FrameCounter.Frame frame = this.frames.after(i - 1);
			assertThat(frame.number()).isEqualTo(i);
			assertThat(frame.ageNanos()).isEqualTo((15 - i) * INTERVAL);
		}
		assertThat(this.frames.after(15).number()).as("the next one is still to come").isEqualTo(15);
	}

	@Test
	void aSlowReaderIsAtMostAQuarterOfASecondBehind() {
		long last = this.frames.frame().number();
		int taken = 0;
		while (this.now < TimeUnit.SECONDS.toNanos(10)) {
			this.now += 2 * INTERVAL;
			FrameCounter.Frame frame = this.frames.after(last);
			assertThat(frame.number()).isGreaterThan(last);
			assertThat(frame.ageNanos()).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
			last = frame.number();
			taken++;
		}
		assertThat(taken).isEqualTo(125);
	}

	@Test
	void framesBeforeAChangeAreNotTakenAfterIt() {
		this.now += 10 * INTERVAL;
		this.frames.endFrame(10);
		FrameCounter.Frame frame = this.frames.after(7);
		assertThat(frame.number()).isEqualTo(11);
		assertThat(frame.startNanos()).isEqualTo(this.now);
		assertThat(frame.ageNanos()).isZero();
	}

	@Test
	void theFirstReadIsTheCurrentFrame() {
		this.now += 10 * INTERVAL;
		assertThat(this.frames.after(FrameCounter.NONE).number()).isEqualTo(10);
	}

}
