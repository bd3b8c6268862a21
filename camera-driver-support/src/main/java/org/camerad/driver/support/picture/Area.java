package org.camerad.driver.support.picture;

/**
 * A part of a picture, in pixels.
 *
 * @param x the first column
 * @param y the first row
 * @param right behind the last column
 * @param bottom behind the last row
 */
public record Area(int x, int y, int right, int bottom) {

	public int width() {
		return this.right - this.x;
	}

	public int height() {
		return this.bottom - this.y;
	}

	public boolean isEmpty() {
		return this.right <= this.x || this.bottom <= this.y;
	}

	/** This area with a margin, cut to the other one. */
	public Area grown(int margin, Area limit) {
		return new Area(this.x - margin, this.y - margin, this.right + margin, this.bottom + margin).within(limit);
	}

	/** What lies in both areas. */
	public Area within(Area limit) {
		return new Area(Math.max(this.x, limit.x), Math.max(this.y, limit.y), Math.min(this.right, limit.right),
				Math.min(this.bottom, limit.bottom));
	}

	public boolean overlaps(Area other) {
		return !within(other).isEmpty();
	}

	/**
	 * This area with even edges: the colour samples that it touches are wholly inside.
	 */
	public Area even() {
		return new Area(this.x & ~1, this.y & ~1, (this.right + 1) & ~1, (this.bottom + 1) & ~1);
	}

	/** The samples of colour of an even area. */
	public Area halved() {
		return new Area(this.x / 2, this.y / 2, (this.right + 1) / 2, (this.bottom + 1) / 2);
	}

}
