package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.support.picture.Area;

/**
 * Which part of the world a picture shows. The world is a sheet whose columns are
 * azimuths and whose rows are elevations, so that moving the head moves the sheet and
 * nothing is distorted. Places are whole numbers of parts of a pixel, so that what a
 * shape covers does not depend upon where a window begins.
 *
 * @param left the picture's left edge on the sheet, where azimuth 0 is 0, in
 * {@link #PARTS_PER_PIXEL}ths of a pixel
 * @param top the picture's upper edge, where elevation 0 is 0 and rows grow downwards
 * @param columnsPerDegree pixels in a degree across
 * @param rowsPerDegree pixels in a degree down
 * @param width the picture's width in pixels
 * @param height the picture's height in pixels
 */
public record Viewport(int left, int top, double columnsPerDegree, double rowsPerDegree, int width, int height) {

	/** How much of the horizon the widest zoom shows, in degrees. */
	public static final double MAX_FIELD_DEGREES = 60;

	/** How many parts a pixel has. */
	static final int PARTS_PER_PIXEL = 256;

	/**
	 * The window of a head that looks this way.
	 * @param pan azimuth of the picture's middle
	 * @param tilt elevation of the picture's middle
	 * @param degrees how much of the horizon is seen
	 * @param aspect width by height of what is seen
	 * @param picture the size of the picture
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

	/** The nearest window whose pixels are those into which the sheet is divided. */
	public Viewport aligned() {
		return new Viewport(whole(this.left), whole(this.top), this.columnsPerDegree, this.rowsPerDegree, this.width,
				this.height);
	}

	private static int whole(int parts) {
		return Math.floorDiv(parts + PARTS_PER_PIXEL / 2, PARTS_PER_PIXEL) * PARTS_PER_PIXEL;
	}

	/**
	 * The same view at half the size: that of the samples of colour. They are those into
	 * which the sheet is divided, so colour moves by two pixels at once.
	 */
	public Viewport halved() {
		return new Viewport(Math.floorDiv(this.left, 2 * PARTS_PER_PIXEL) * PARTS_PER_PIXEL,
				Math.floorDiv(this.top, 2 * PARTS_PER_PIXEL) * PARTS_PER_PIXEL, this.columnsPerDegree / 2,
				this.rowsPerDegree / 2, (this.width + 1) / 2, (this.height + 1) / 2);
	}

	/** The place of an azimuth, in parts of a pixel from the left edge. */
	int x(double azimuth) {
		return parts(azimuth * this.columnsPerDegree) - this.left;
	}

	/** The place of an elevation, in parts of a pixel from the upper edge. */
	int y(double elevation) {
		return parts(-elevation * this.rowsPerDegree) - this.top;
	}

	/** The azimuth of a place so many pixels from the left edge. */
	public double azimuth(double column) {
		return ((double) this.left / PARTS_PER_PIXEL + column) / this.columnsPerDegree;
	}

	/** The elevation of a place so many pixels from the upper edge. */
	public double elevation(double row) {
		return -((double) this.top / PARTS_PER_PIXEL + row) / this.rowsPerDegree;
	}

	/**
	 * How many degrees to add to an azimuth near {@code azimuth} for it to lie on the
	 * turn of the world that this window looks at.
	 */
	double turn(double azimuth) {
		return 360 * Math.rint((azimuth(this.width / 2.0) - azimuth) / 360);
	}

}
