package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.support.picture.YuvPicture;
import org.jspecify.annotations.Nullable;

/**
 * Recorded pictures in place of the town: a folder or a video. Not thread-safe, except
 * for {@link #index}.
 */
interface MediaBackdrop extends Closeable {

	/**
	 * Returns the index of the picture at a moment. The same index is the same picture.
	 */
	long index(long millis);

	/**
	 * Decodes a picture.
	 * @param spare an unused picture that may be reused
	 * @throws IOException if the picture cannot be decoded; the message names the file
	 */
	YuvPicture picture(long index, @Nullable YuvPicture spare) throws IOException;

}
