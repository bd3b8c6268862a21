package org.camerad.driver.sim.scene.raster;

/**
 * A consumer of the pixels that a shape covers, row by row, from top to bottom.
 */
interface PixelWriter {

	/** The coverage of a completely covered pixel. */
	int FULL = 256;

	/** Starts a row. */
	void row(int y);

	/**
	 * Writes pixels of the row with equal coverage, of {@link #FULL}.
	 * @param from first column
	 * @param to column after the last one
	 */
	void span(int from, int to, int covered);

}
