package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.picture.Area;

/**
 * Which part of the world a picture shows. The world is a sheet whose columns are
 * azimuths and whose rows are elevations, so that moving the head moves the sheet and
 * nothing is distorted.
 *
 * @param left azimuth of the picture's left edge, degrees
 * @param top elevation of the picture's top edge, degrees
 * @param columnsPerDegree pixels in a degree across
 * @param rowsPerDegree pixels in a degree down
 * @param width the picture's width in pixels
 * @param height the picture's height in pixels
 */
public record Window(double left, double top, double columnsPerDegree, double rowsPerDegree, int width, int height) {

	/** How much of the horizon the widest zoom shows, in degrees. */
	public static final double WIDEST = 60;

	/**
	 * The window of a head that looks this way.
	 * @param pan azimuth of the picture's middle
	 * @param tilt elevation of the picture's middle
	 * @param degrees how much of the horizon is seen
	 * @param aspect width by height of what is seen
	 * @param picture the size of the picture
	 */
	public static Window around(double pan, double tilt, double degrees, double aspect, Area picture) {
		double high = degrees / aspect;
		return new Window(pan - degrees / 2, tilt + high / 2, picture.width() / degrees, picture.height() / high,
				picture.width(), picture.height());
	}

	/** The same view at half the size: that of the samples of colour. */
	public Window halved() {
		return new Window(this.left, this.top, this.columnsPerDegree / 2, this.rowsPerDegree / 2, (this.width + 1) / 2,
				(this.height + 1) / 2);
	}

	public double x(double azimuth) {
		return (azimuth - this.left) * this.columnsPerDegree;
	}

	public double y(double elevation) {
		return (this.top - elevation) * this.rowsPerDegree;
	}

	public double right() {
		return this.left + this.width / this.columnsPerDegree;
	}

	public double bottom() {
		return this.top - this.height / this.rowsPerDegree;
	}

	/**
	 * How many degrees to add to an azimuth near {@code azimuth} for it to lie on the
	 * turn of the world that this window looks at.
	 */
	public double turn(double azimuth) {
		double middle = (this.left + right()) / 2;
		return 360 * Math.rint((middle - azimuth) / 360);
	}

}
