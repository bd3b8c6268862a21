package org.camerad.driver.sim;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Numbers the frames of one stream: from 0 when the power comes on, growing with the
 * frame rate, and by one more whenever the picture may differ because of a change. Any
 * thread.
 */
final class FrameCounter {

	private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	/** No frame's number. */
	static final long NONE = -1;

	/** For how long a frame can be taken after it has begun, if one was before it. */
	private static final long MAX_LATENESS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

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
		return frame(count());
	}

	/**
	 * The frame to take after another one: the next, though it may be over already, so
	 * that being held up for a moment loses none. What began longer ago than
	 * {@link #MAX_LATENESS_NANOS} is left out, and so is what was before a change.
	 * @param number the other one's number, {@link #NONE} for none: then the current
	 * frame
	 */
	synchronized Frame after(long number) {
		long count = count();
		long late = Math.max(0, count - MAX_LATENESS_NANOS * this.frameRate / NANOS_PER_SECOND);
		return frame((number == NONE) ? count : Math.min(count, Math.max(late, number + 1 - this.first)));
	}

	/** Frames since the last change, less one. */
	private long count() {
		long elapsed = this.nanoTime.getAsLong() - this.since;
		return elapsed / NANOS_PER_SECOND * this.frameRate
				+ elapsed % NANOS_PER_SECOND * this.frameRate / NANOS_PER_SECOND;
	}

	private Frame frame(long count) {
		long startNanos = count / this.frameRate * NANOS_PER_SECOND
				+ (count % this.frameRate * NANOS_PER_SECOND + this.frameRate - 1) / this.frameRate;
		long elapsed = this.nanoTime.getAsLong() - this.since;
		return new Frame(this.first + count, this.since + startNanos, elapsed - startNanos,
				NANOS_PER_SECOND / this.frameRate);
	}

	/** Ends the current frame early. */
	synchronized void endFrame() {
		endFrame(this.frameRate);
	}

	/** Ends the current frame early and goes on at another frame rate. */
	synchronized void endFrame(int frameRate) {
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
	 * @param startNanos when it began, in the counter's own time
	 * @param age nanoseconds since it began
	 * @param interval nanoseconds from its beginning to the next frame's
	 */
	record Frame(long number, long startNanos, long ageNanos, long intervalNanos) {
	}

}
