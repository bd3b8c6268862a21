package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.support.picture.YuvPicture;
import org.jspecify.annotations.Nullable;

/**
 * Real pictures that take the town's place: a folder or a video. One thread at a time,
 * but for {@link #index}.
 */
interface MediaBackdrop extends Closeable {

	/** Which picture is shown at a moment: the same number is the same picture. */
	long index(long millis);

	/**
	 * Decodes a picture.
	 * @param spare a picture that nobody needs any more, to decode into
	 * @throws IOException when it cannot be decoded; the message names the file
	 */
	YuvPicture picture(long index, @Nullable YuvPicture spare) throws IOException;

}
