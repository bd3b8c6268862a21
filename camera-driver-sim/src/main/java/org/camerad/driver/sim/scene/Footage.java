package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.picture.Planes;

/**
 * Real pictures that take the town's place: a folder or a video. One thread at a time.
 */
interface Footage extends Closeable {

	/** Which picture is shown at a moment: the same number is the same picture. */
	long index(long millis);

	/**
	 * A picture. It may be used until the next call.
	 * @throws IOException when it cannot be decoded; the message names the file
	 */
	Planes picture(long index) throws IOException;

}
