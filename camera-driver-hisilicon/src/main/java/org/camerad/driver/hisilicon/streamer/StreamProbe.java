package org.camerad.driver.hisilicon.streamer;

import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.Video;

/** Tells what an encoder really produces. */
@FunctionalInterface
interface StreamProbe {

	/** What of the settings the encoder does not do, empty when it does them all. */
	Optional<String> mismatch(Video settings) throws CameraException;

}
