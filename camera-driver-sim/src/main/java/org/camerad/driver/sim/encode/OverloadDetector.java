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
	private static final int PICTURES = 25;

	private boolean warm;

	private long spent;

	private long left;

	private int count;

	private boolean told;

	/**
	 * Adds a picture.
	 * @param nanos how long it took
	 * @param interval how long it may take
	 * @return whether it is now to be told that it is too much; true once
	 */
	public boolean exceeds(long nanos, long interval) {
		this.spent += nanos;
		this.left += interval;
		this.count++;
		if (this.count < PICTURES || this.told) {
			return false;
		}
		this.told = this.warm && this.spent > this.left;
		this.warm = true;
		if (!this.told) {
			this.spent = 0;
			this.left = 0;
			this.count = 0;
		}
		return this.told;
	}

	/** Milliseconds that a picture took on average. */
	public long millis() {
		return this.spent / Math.max(1, this.count) / 1_000_000;
	}

}
