package org.camerad.driver.pi;

import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.pi.audio.AudioConfiguration;
import org.camerad.driver.pi.firmware.Updater;
import org.camerad.driver.pi.gpio.GpioConfiguration;
import org.camerad.driver.pi.process.Programs;
import org.camerad.driver.pi.ptz.PtzConfiguration;
import org.camerad.driver.pi.system.SystemConfiguration;
import org.camerad.driver.pi.video.VideoConfiguration;

/**
 * What {@code camera.pi.*} says.
 *
 * @param programs where programs are looked for
 * @param video the camera module
 * @param ptz the head, empty without a port
 * @param gpio what is at the pins
 * @param audio the sound card, empty without one
 * @param updater what installs firmware, empty without one
 * @param system the board's own system
 */
record PiConfiguration(Programs programs, VideoConfiguration video, Optional<PtzConfiguration> ptz,
		GpioConfiguration gpio, Optional<AudioConfiguration> audio, Optional<Updater> updater,
		SystemConfiguration system) {

	/** Reads the properties; a key that is not known is a mistake too. */
	static PiConfiguration of(Map<String, String> all) throws CameraException {
		Properties properties = new Properties(all);
		Programs programs = properties.text("path").map(Programs::on).orElseGet(Programs::ofEnvironment);
		VideoConfiguration video = VideoConfiguration.of(properties);
		Optional<PtzConfiguration> ptz = PtzConfiguration.of(properties);
		GpioConfiguration gpio = GpioConfiguration.of(properties, ptz.flatMap(PtzConfiguration::directionGpio));
		PiConfiguration configuration = new PiConfiguration(programs, video, ptz, gpio,
				AudioConfiguration.of(properties), Updater.of(properties), SystemConfiguration.of(properties));
		properties.close();
		return configuration;
	}

}
