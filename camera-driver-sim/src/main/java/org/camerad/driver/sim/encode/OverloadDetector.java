package org.camerad.driver.sim.encode;

/**
 * Notices that pictures take longer than the frame rate leaves for them: then some are
 * skipped.
 */
public final class OverloadDetector {

	/**
	 * Pictures over which it is measured: one that takes long says nothing, and neither
	 * do the first ones, for which libraries are loaded and code is compiled.
	 */
	private static final int MEASURED_PICTURES = 25;

	private boolean warm;

	private long spentNanos;

	private long availableNanos;

	private int count;

	private boolean reported;

	/**
	 * Adds a picture.
	 * @param nanos how long it took
	 * @param intervalNanos how long it may take
	 * @return whether it is now to be told that it is too much; true once
	 */
	public boolean exceeds(long nanos, long intervalNanos) {
		this.spentNanos += nanos;
		this.availableNanos += intervalNanos;
		this.count++;
		if (this.count < MEASURED_PICTURES || this.reported) {
			return false;
		}
		this.reported = this.warm && this.spentNanos > this.availableNanos;
		this.warm = true;
		if (!this.reported) {
			this.spentNanos = 0;
			this.availableNanos = 0;
			this.count = 0;
		}
		return this.reported;
	}

	/** Milliseconds that a picture took on average. */
	public long millis() {
		return this.spentNanos / Math.max(1, this.count) / 1_000_000;
	}

}
