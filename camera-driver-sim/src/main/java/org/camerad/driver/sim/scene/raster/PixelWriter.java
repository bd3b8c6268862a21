package org.camerad.driver.sim.scene.raster;

/** Takes the pixels that a shape covers, row by row, from top to bottom. */
interface PixelWriter {

	/** How much a pixel that is wholly covered has. */
	int FULL = 256;

	/** A row begins. */
	void row(int y);

	/** Pixels of the row that are covered alike, {@code covered} of {@link #FULL}. */
	void span(int from, int to, int covered);

}
