package org.camerad.driver.kit;

import java.util.Optional;

import org.camerad.driver.Video;

/**
 * Access to the state of the hardware or its substitute, independent of the driver.
 */
public interface Probe {

	/**
	 * Returns the settings in effect in the hardware of the last opened camera; empty if
	 * they cannot be read.
	 * @param kind the type of the settings, such as {@code Image.class}
	 */
	<S> Optional<S> settings(Class<S> kind);

	/**
	 * Returns the encoder settings in effect for a stream; empty if they cannot be read.
	 * @param stream 0 for the main stream, 1 for the sub stream
	 */
	Optional<Video> video(int stream);

}
