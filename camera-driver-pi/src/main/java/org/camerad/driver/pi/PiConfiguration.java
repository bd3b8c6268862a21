package org.camerad.driver.pi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.ForeignChanges;
import org.camerad.driver.pi.audio.AudioConfiguration;
import org.camerad.driver.pi.firmware.Updater;
import org.camerad.driver.pi.gpio.GpioConfiguration;
import org.camerad.driver.pi.ptz.PtzConfiguration;
import org.camerad.driver.pi.system.SystemConfiguration;
import org.camerad.driver.pi.video.VideoConfiguration;
import org.camerad.driver.support.process.ProgramFinder;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.ForeignChangesProperty;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.pi.*}.
 *
 * @param programs the finder of the system's programs
 * @param video the camera module
 * @param ptz the PTZ head; empty without a port
 * @param gpio the configured pins
 * @param audio the sound card; empty without a device
 * @param updater the program that installs firmware; empty without one
 * @param system the board's operating system
 * @param foreignChanges the response to changes by others
 */
record PiConfiguration(ProgramFinder programs, VideoConfiguration video, Optional<PtzConfiguration> ptz,
		GpioConfiguration gpio, Optional<AudioConfiguration> audio, Optional<Updater> updater,
		SystemConfiguration system, ForeignChanges foreignChanges) {

	private static final Property<String> PATH = Property.optional("path",
			PropertyKind.text("folders separated by `:`"), "where programs are; default: `PATH`, `/usr/sbin`, `/sbin`");

	/** All properties of this driver. */
	static final DriverProperties PROPERTIES = new DriverProperties("pi",
			List.of(PATH, ForeignChangesProperty.PROPERTY), VideoConfiguration.PROPERTIES,
			AudioConfiguration.PROPERTIES, Updater.PROPERTIES, GpioConfiguration.PROPERTIES,
			PtzConfiguration.PROPERTIES, SystemConfiguration.PROPERTIES);

	/**
	 * Reads the configuration.
	 * @param configured the values by name without {@code camera.pi.}
	 * @throws CameraException REFUSED if a name is unknown, a value is invalid or two
	 * values contradict each other
	 */
	static PiConfiguration of(Map<String, String> configured) throws CameraException {
		PropertyValues values = PROPERTIES.read(configured);
		ProgramFinder programs = values.find(PATH).map(ProgramFinder::on).orElseGet(ProgramFinder::ofEnvironment);
		Optional<PtzConfiguration> ptz = PtzConfiguration.of(values);
		return new PiConfiguration(programs, VideoConfiguration.of(values), ptz,
				GpioConfiguration.of(values, ptz.flatMap(PtzConfiguration::directionGpio)),
				AudioConfiguration.of(values), Updater.of(values), SystemConfiguration.of(values),
				values.get(ForeignChangesProperty.PROPERTY));
	}

}
