package org.camerad.driver.hisilicon.streamer;

import org.camerad.driver.Resolution;

/**
 * The rotation of the pictures. Sizes in the configuration are those before the rotation;
 * a quarter turn swaps width and height of everything that the streamer sends.
 *
 * @param sideways whether the pictures are turned by 90 or 270 degrees
 */
record Rotation(boolean sideways) {

	private static final String KEY = "image.rotate";

	/** Returns the rotation of a configuration. */
	static Rotation of(StreamerConfig config) {
		return new Rotation(config.find(KEY).filter((text) -> text.matches("90|270")).isPresent());
	}

	/** Converts a size of the configuration to one of the pictures, and back. */
	Resolution turn(Resolution size) {
		return this.sideways ? Resolution.of(size.height(), size.width()) : size;
	}

}
