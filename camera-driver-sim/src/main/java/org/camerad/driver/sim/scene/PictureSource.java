package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.Video;
import org.camerad.driver.support.picture.YuvPicture;

/** A source of pictures. Not thread-safe. */
public interface PictureSource extends Closeable {

	/**
	 * Returns a picture of the view in exactly the size of the view's video. It is valid
	 * until the next call and read-only.
	 * @throws IOException if the picture cannot be made
	 */
	YuvPicture picture(View view) throws IOException;

	/**
	 * Encodes a picture as a complete baseline JPEG, in a quality that follows the bit
	 * rate.
	 * @throws IOException if encoding fails
	 */
	byte[] jpeg(YuvPicture picture, Video video) throws IOException;

	/** Gives the memory of the last picture back. The picture is not valid any more. */
	default void release() {
	}

	/** Returns a complete baseline JPEG of the view. */
	default byte[] jpeg(View view) throws IOException {
		return jpeg(picture(view), view.video());
	}

}
