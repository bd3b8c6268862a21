package org.camerad.driver.sim.encode;

/**
 * Detects that encoding takes longer than the frame rate allows, so that frames are
 * skipped.
 */
public final class OverloadDetector {

	/**
	 * The number of pictures of one measurement. A single slow picture does not count,
	 * and neither do the first ones, during which libraries are loaded and code is
	 * compiled.
	 */
	private static final int MEASURED_PICTURES = 25;

	private boolean warmedUp;

	private long spentNanos;

	private long availableNanos;

	private int count;

	private boolean reported;

	/**
	 * Adds a picture.
	 * @param nanos the time that it took
	 * @param intervalNanos the time that it may take
	 * @return whether an overload is to be reported now; true at most once
	 */
	public boolean exceeds(long nanos, long intervalNanos) {
		this.spentNanos += nanos;
		this.availableNanos += intervalNanos;
		this.count++;
		if (this.count < MEASURED_PICTURES || this.reported) {
			return false;
		}
		this.reported = this.warmedUp && this.spentNanos > this.availableNanos;
		this.warmedUp = true;
		if (!this.reported) {
			this.spentNanos = 0;
			this.availableNanos = 0;
			this.count = 0;
		}
		return this.reported;
	}

	/** Returns the average milliseconds per picture. */
	public long millis() {
		return this.spentNanos / Math.max(1, this.count) / 1_000_000;
	}

}
