package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.support.picture.Area;

/**
 * A rectangle of the world, in degrees.
 *
 * @param left smallest azimuth
 * @param bottom smallest elevation
 * @param right largest azimuth
 * @param top largest elevation
 */
public record Box(double left, double bottom, double right, double top) {

	static Box around(double[] azimuths, double[] elevations) {
		double left = azimuths[0];
		double right = azimuths[0];
		double bottom = elevations[0];
		double top = elevations[0];
		for (int i = 1; i < azimuths.length; i++) {
			left = Math.min(left, azimuths[i]);
			right = Math.max(right, azimuths[i]);
			bottom = Math.min(bottom, elevations[i]);
			top = Math.max(top, elevations[i]);
		}
		return new Box(left, bottom, right, top);
	}

	/** Returns whether this box contains the other one. */
	public boolean contains(Box other) {
		return this.left <= other.left && this.right >= other.right && this.bottom <= other.bottom
				&& this.top >= other.top;
	}

	/** Returns the smallest box that contains this one and the other one. */
	public Box and(Box other) {
		return new Box(Math.min(this.left, other.left), Math.min(this.bottom, other.bottom),
				Math.max(this.right, other.right), Math.max(this.top, other.top));
	}

	/**
	 * Returns the pixels of the viewport that this box touches, with even edges. May be
	 * empty.
	 */
	public Area in(Viewport viewport) {
		return pixels(viewport).even().within(new Area(0, 0, viewport.width(), viewport.height()));
	}

	/** Returns the pixels that this box touches, also those outside of the viewport. */
	public Area pixels(Viewport viewport) {
		double turn = viewport.turn((this.left + this.right) / 2);
		return new Area(Math.floorDiv(viewport.x(this.left + turn), Viewport.PARTS_PER_PIXEL),
				Math.floorDiv(viewport.y(this.top), Viewport.PARTS_PER_PIXEL),
				Math.floorDiv(viewport.x(this.right + turn) - 1, Viewport.PARTS_PER_PIXEL) + 1,
				Math.floorDiv(viewport.y(this.bottom) - 1, Viewport.PARTS_PER_PIXEL) + 1);
	}

}
