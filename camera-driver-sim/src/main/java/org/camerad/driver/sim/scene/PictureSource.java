package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.Video;
import org.camerad.driver.support.picture.YuvPicture;

/** Makes pictures. Used by one thread at a time. */
public interface PictureSource extends Closeable {

	/**
	 * A picture of the view, of exactly the size the view's video says. It is good until
	 * the next one and not to be written to.
	 */
	YuvPicture picture(View view) throws IOException;

	/** A picture as a whole baseline JPEG, as good as the video's bit rate allows. */
	byte[] jpeg(YuvPicture picture, Video video) throws IOException;

	/** A whole baseline JPEG of the view. */
	default byte[] jpeg(View view) throws IOException {
		return jpeg(picture(view), view.video());
	}

}
