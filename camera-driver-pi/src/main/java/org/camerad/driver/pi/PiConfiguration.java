package org.camerad.driver.pi;

import java.util.Map;

import org.camerad.driver.CameraException;
import org.camerad.driver.pi.process.Programs;
import org.camerad.driver.pi.video.VideoConfiguration;

/**
 * What {@code camera.pi.*} says.
 *
 * @param programs where programs are looked for
 * @param video the camera module
 */
record PiConfiguration(Programs programs, VideoConfiguration video) {

	/** Reads the properties; a key that is not known is a mistake too. */
	static PiConfiguration of(Map<String, String> all) throws CameraException {
		Properties properties = new Properties(all);
		Programs programs = properties.text("path").map(Programs::on).orElseGet(Programs::ofEnvironment);
		PiConfiguration configuration = new PiConfiguration(programs, VideoConfiguration.of(properties));
		properties.close();
		return configuration;
	}

}
