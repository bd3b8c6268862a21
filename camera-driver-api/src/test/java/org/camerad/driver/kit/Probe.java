package org.camerad.driver.kit;

import java.util.Optional;

import org.camerad.driver.Video;

/** Tells what the hardware (or what stands for it) holds, not what the driver says. */
public interface Probe {

	/**
	 * The settings of that kind that the hardware of the camera opened last is working
	 * with, empty when the test cannot see them.
	 * @param kind such as {@code Image.class}
	 */
	<S> Optional<S> settings(Class<S> kind);

	/**
	 * How a stream is being encoded, empty when the test cannot see it.
	 * @param stream 0 main, 1 sub
	 */
	Optional<Video> video(int stream);

}
