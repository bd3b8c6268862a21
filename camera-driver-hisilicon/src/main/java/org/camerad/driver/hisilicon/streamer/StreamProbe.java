package org.camerad.driver.hisilicon.streamer;

import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.Video;

/** A probe of the stream that an encoder actually produces. */
@FunctionalInterface
interface StreamProbe {

	/**
	 * Returns the difference between the stream and the settings; empty if they agree.
	 */
	Optional<String> mismatch(Video settings) throws CameraException;

}
