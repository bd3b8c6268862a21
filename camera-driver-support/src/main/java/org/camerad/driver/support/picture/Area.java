package org.camerad.driver.support.picture;

/**
 * A rectangle of a picture, in pixels. Immutable.
 *
 * @param x the first column
 * @param y the first row
 * @param right the column after the last one
 * @param bottom the row after the last one
 */
public record Area(int x, int y, int right, int bottom) {

	/** Returns the width in pixels; zero or negative if this area is empty. */
	public int width() {
		return this.right - this.x;
	}

	/** Returns the height in pixels; zero or negative if this area is empty. */
	public int height() {
		return this.bottom - this.y;
	}

	/** Returns whether this area contains no pixel. */
	public boolean isEmpty() {
		return this.right <= this.x || this.bottom <= this.y;
	}

	/**
	 * Returns this area with a margin on each side, cut to {@code limit}.
	 * @param margin the margin in pixels; negative to shrink
	 * @param limit the largest area to return
	 */
	public Area grown(int margin, Area limit) {
		return new Area(this.x - margin, this.y - margin, this.right + margin, this.bottom + margin).within(limit);
	}

	/** Returns the intersection of both areas. */
	public Area within(Area limit) {
		return new Area(Math.max(this.x, limit.x), Math.max(this.y, limit.y), Math.min(this.right, limit.right),
				Math.min(this.bottom, limit.bottom));
	}

	/** Returns whether both areas have a common pixel. */
	public boolean overlaps(Area other) {
		return !within(other).isEmpty();
	}

	/**
	 * Returns this area extended to even edges, so that it covers whole colour samples.
	 */
	public Area even() {
		return new Area(this.x & ~1, this.y & ~1, (this.right + 1) & ~1, (this.bottom + 1) & ~1);
	}

	/** Returns the area of the colour samples of an even area. */
	public Area halved() {
		return new Area(this.x / 2, this.y / 2, (this.right + 1) / 2, (this.bottom + 1) / 2);
	}

}
