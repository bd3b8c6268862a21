package org.camerad.driver.pi.ptz;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.IntRange;
import org.camerad.driver.support.pelcod.PelcoDProperties;
import org.camerad.driver.support.pelcod.PelcoDSettings;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.pi.ptz.*}.
 *
 * @param port the file of the serial port
 * @param directionGpio the BCM number of the pin that is high while the line sends, for
 * two-wire RS-485 drivers without automatic direction control
 * @param settings the protocol settings of the head
 */
public record PtzConfiguration(Path port, Optional<Integer> directionGpio, PelcoDSettings settings) {

	private static final Property<Path> PORT = Property.optional("ptz.port", PropertyKind.absolutePath("/dev/serial0"),
			"serial port; without it: no head");

	private static final Property<Integer> DIRECTION_GPIO = Property.optional("ptz.direction-gpio",
			PropertyKind.wholeNumber(new IntRange(0, 27)), "pin that is high while the line sends");

	/** The properties of the serial port and of the head. */
	public static final List<Property<?>> PROPERTIES = Stream
		.concat(Stream.of(PORT, DIRECTION_GPIO), PelcoDProperties.ALL.stream())
		.toList();

	/** Returns the configuration; empty if no port is configured. */
	public static Optional<PtzConfiguration> of(PropertyValues values) {
		return values.find(PORT)
			.map((port) -> new PtzConfiguration(port, values.find(DIRECTION_GPIO), PelcoDProperties.settings(values)));
	}

}
