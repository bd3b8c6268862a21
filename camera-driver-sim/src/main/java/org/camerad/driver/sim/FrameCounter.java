package org.camerad.driver.sim;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Numbers the frames of one stream: from 0 when the power comes on, growing with the
 * frame rate, and by one more whenever the picture may differ because of a change. Any
 * thread.
 */
final class FrameCounter {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final LongSupplier nanoTime;

	private long first;

	private long since;

	private int frameRate;

	FrameCounter(LongSupplier nanoTime, int frameRate) {
		this.nanoTime = nanoTime;
		restart(frameRate);
	}

	/** The frame that is current. */
	synchronized Frame frame() {
		long elapsed = this.nanoTime.getAsLong() - this.since;
		long frames = elapsed / SECOND * this.frameRate + elapsed % SECOND * this.frameRate / SECOND;
		long begun = frames / this.frameRate * SECOND
				+ (frames % this.frameRate * SECOND + this.frameRate - 1) / this.frameRate;
		return new Frame(this.first + frames, this.since + begun, elapsed - begun, SECOND / this.frameRate);
	}

	/** Ends the current frame early. */
	synchronized void next() {
		next(this.frameRate);
	}

	/** Ends the current frame early and goes on at another frame rate. */
	synchronized void next(int frameRate) {
		this.first = frame().number() + 1;
		this.since = this.nanoTime.getAsLong();
		this.frameRate = frameRate;
	}

	synchronized void restart(int frameRate) {
		this.first = 0;
		this.since = this.nanoTime.getAsLong();
		this.frameRate = frameRate;
	}

	/**
	 * One frame.
	 *
	 * @param number its number
	 * @param begun when it began, in the counter's own time
	 * @param age nanoseconds since it began
	 * @param interval nanoseconds from its beginning to the next frame's
	 */
	record Frame(long number, long begun, long age, long interval) {
	}

}
