package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.support.picture.Area;

/**
 * The part of the world that a picture shows. The world is a plane with azimuths as
 * columns and elevations as rows, so a movement of the head shifts it without distortion.
 * Places are whole parts of a pixel, so the coverage of a shape does not depend on the
 * edge of the viewport.
 *
 * @param left left edge on the plane, where azimuth 0 is 0, in
 * {@link #PARTS_PER_PIXEL}ths of a pixel
 * @param top upper edge, where elevation 0 is 0 and rows grow downwards, likewise
 * @param columnsPerDegree pixels per degree of azimuth
 * @param rowsPerDegree pixels per degree of elevation
 * @param width width of the picture in pixels
 * @param height height of the picture in pixels
 */
public record Viewport(int left, int top, double columnsPerDegree, double rowsPerDegree, int width, int height) {

	/** The horizontal field of view at the widest zoom, in degrees. */
	public static final double MAX_FIELD_DEGREES = 60;

	/** Parts of a pixel. */
	static final int PARTS_PER_PIXEL = 256;

	/**
	 * Returns the viewport of a head in the given direction.
	 * @param pan azimuth of the picture's middle, degrees
	 * @param tilt elevation of the picture's middle, degrees
	 * @param degrees horizontal field of view
	 * @param aspect width by height of the view
	 * @param picture size of the picture
	 */
	public static Viewport around(double pan, double tilt, double degrees, double aspect, Area picture) {
		double columnsPerDegree = picture.width() / degrees;
		double rowsPerDegree = picture.height() * aspect / degrees;
		double left = pan * columnsPerDegree - picture.width() / 2.0;
		double top = -tilt * rowsPerDegree - picture.height() / 2.0;
		return new Viewport(parts(left), parts(top), columnsPerDegree, rowsPerDegree, picture.width(),
				picture.height());
	}

	private static int parts(double pixels) {
		return (int) Math.rint(pixels * PARTS_PER_PIXEL);
	}

	/** Returns the nearest viewport at whole pixels. */
	public Viewport aligned() {
		return new Viewport(whole(this.left), whole(this.top), this.columnsPerDegree, this.rowsPerDegree, this.width,
				this.height);
	}

	private static int whole(int parts) {
		return Math.floorDiv(parts + PARTS_PER_PIXEL / 2, PARTS_PER_PIXEL) * PARTS_PER_PIXEL;
	}

	/**
	 * Returns the same view at half the size, for colour samples. It lies at whole colour
	 * samples, so colour moves by two pixels at once.
	 */
	public Viewport halved() {
		return new Viewport(Math.floorDiv(this.left, 2 * PARTS_PER_PIXEL) * PARTS_PER_PIXEL,
				Math.floorDiv(this.top, 2 * PARTS_PER_PIXEL) * PARTS_PER_PIXEL, this.columnsPerDegree / 2,
				this.rowsPerDegree / 2, (this.width + 1) / 2, (this.height + 1) / 2);
	}

	/** Returns the place of an azimuth, in parts of a pixel from the left edge. */
	int x(double azimuth) {
		return parts(azimuth * this.columnsPerDegree) - this.left;
	}

	/**
	 * Returns the place of an elevation, in parts of a pixel from the upper edge.
	 */
	int y(double elevation) {
		return parts(-elevation * this.rowsPerDegree) - this.top;
	}

	/** Returns the azimuth at a distance in pixels from the left edge. */
	public double azimuth(double column) {
		return ((double) this.left / PARTS_PER_PIXEL + column) / this.columnsPerDegree;
	}

	/** Returns the elevation at a distance in pixels from the upper edge. */
	public double elevation(double row) {
		return -((double) this.top / PARTS_PER_PIXEL + row) / this.rowsPerDegree;
	}

	/**
	 * Returns the multiple of 360 degrees that brings an azimuth near {@code azimuth}
	 * closest to this viewport.
	 */
	double turn(double azimuth) {
		return 360 * Math.rint((azimuth(this.width / 2.0) - azimuth) / 360);
	}

}
