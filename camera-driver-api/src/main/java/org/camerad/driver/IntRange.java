package org.camerad.driver;

/**
 * A range of whole numbers, both ends included. Immutable.
 *
 * @param min the smallest value
 * @param max the largest value, at least {@code min}
 */
public record IntRange(int min, int max) {

	/**
	 * Creates a range.
	 * @throws IllegalArgumentException if {@code min} is greater than {@code max}
	 */
	public IntRange {
		if (min > max) {
			throw new IllegalArgumentException("an empty range: " + min + "-" + max);
		}
	}

	/** Returns whether a value is in this range. */
	public boolean contains(int value) {
		return value >= this.min && value <= this.max;
	}

	/** Returns the number in this range that is nearest to {@code value}. */
	public int nearest(int value) {
		return Math.max(this.min, Math.min(this.max, value));
	}

	@Override
	public String toString() {
		return this.min + "-" + this.max;
	}

}
