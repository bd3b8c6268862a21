package org.camerad.driver.sim;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Numbers the frames of one stream. Numbers start at 0 when the power comes on and grow
 * with the frame rate. A change of the picture ends the current frame early. Thread-safe.
 */
final class FrameCounter {

	private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	/** The number that stands for no frame. */
	static final long NONE = -1;

	/** The time for which a missed frame can still be taken. */
	private static final long MAX_LATENESS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private final LongSupplier nanoTime;

	private long first;

	private long since;

	private int frameRate;

	FrameCounter(LongSupplier nanoTime, int frameRate) {
		this.nanoTime = nanoTime;
		restart(frameRate);
	}

	/** Returns the current frame. */
	synchronized Frame frame() {
		return frame(count());
	}

	/**
	 * Returns the frame to take after another one. It is the next frame even if that is
	 * over already, so a short delay loses no frame. Frames that began more than
	 * {@link #MAX_LATENESS_NANOS} ago, or before a change, are skipped.
	 * @param number the number of the other frame, or {@link #NONE} for the current frame
	 */
	synchronized Frame after(long number) {
		long count = count();
		long late = Math.max(0, count - MAX_LATENESS_NANOS * this.frameRate / NANOS_PER_SECOND);
		return frame((number == NONE) ? count : Math.min(count, Math.max(late, number + 1 - this.first)));
	}

	/** Returns the number of complete frames since the last change. */
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

	/** Ends the current frame early and continues at another frame rate. */
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
	 * @param startNanos its start on the clock of the counter
	 * @param ageNanos nanoseconds since its start
	 * @param intervalNanos nanoseconds from its start to the start of the next frame
	 */
	record Frame(long number, long startNanos, long ageNanos, long intervalNanos) {
	}

}
