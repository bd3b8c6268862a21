package org.camerad.driver.pi.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.pi.*} about the board's system.
 *
 * @param root the root of the file system below which {@code proc}, {@code sys} and
 * {@code etc} are looked for
 * @param networkInterface the interface that is the camera's; empty for the one with the
 * default route, {@code none} to leave the network alone
 * @param gatewayTimeout how long the gateway may take to show itself after a change
 * @param checkMount whether the memory card's folder must be on a file system of its own
 */
public record SystemConfiguration(Path root, Optional<String> networkInterface, Duration gatewayTimeout,
		boolean checkMount) {

	private static final Property<Path> ROOT = Property.of("root", PropertyKind.absolutePath("/board"), "/",
			"the root of the file system below which `proc`, `sys` and `etc` are looked for");

	private static final Property<String> NETWORK_INTERFACE = Property.optional("network.interface",
			PropertyKind.matching("[A-Za-z0-9][A-Za-z0-9._-]{0,14}", "the name of an interface such as eth0, or none"),
			"the camera's interface, by default that of the default route; "
					+ "`none` leaves the network alone (`network not supported`)");

	private static final Property<Duration> GATEWAY_TIMEOUT = Property.of("network.gateway-time",
			PropertyKind.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)), "30s",
			"how long the gateway may take to show itself after a change");

	private static final Property<Boolean> CHECK_MOUNT = Property.of("storage.check-mount", PropertyKind.flag(), "true",
			"whether a card counts only where a file system is mounted");

	/** The properties that it is read from. */
	public static final List<Property<?>> PROPERTIES = List.of(ROOT, NETWORK_INTERFACE, GATEWAY_TIMEOUT, CHECK_MOUNT);

	/** Reads the configuration. */
	public static SystemConfiguration of(PropertyValues values) {
		return new SystemConfiguration(values.get(ROOT), values.find(NETWORK_INTERFACE), values.get(GATEWAY_TIMEOUT),
				values.get(CHECK_MOUNT));
	}

}
