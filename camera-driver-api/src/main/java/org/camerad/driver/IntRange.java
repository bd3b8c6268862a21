package org.camerad.driver;

/**
 * A range of whole numbers, both ends included.
 *
 * @param min the smallest
 * @param max the largest, at least {@code min}
 */
public record IntRange(int min, int max) {

	public IntRange {
		if (min > max) {
			throw new IllegalArgumentException("an empty range: " + min + "-" + max);
		}
	}

	public boolean contains(int value) {
		return value >= this.min && value <= this.max;
	}

	/** The number in this range that is nearest to {@code value}. */
	public int nearest(int value) {
		return Math.max(this.min, Math.min(this.max, value));
	}

	@Override
	public String toString() {
		return this.min + "-" + this.max;
	}

}
