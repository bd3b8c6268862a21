package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;

/** Makes pictures. Used by one thread at a time. */
public interface PictureSource extends Closeable {

	/** A whole baseline JPEG of the view, of exactly the size the view's video says. */
	byte[] jpeg(View view) throws IOException;

}
