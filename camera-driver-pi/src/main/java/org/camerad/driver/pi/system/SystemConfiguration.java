package org.camerad.driver.pi.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.pi.*} for the board's operating system.
 *
 * @param root the folder that contains {@code proc}, {@code sys} and {@code etc}
 * @param networkInterface the camera's interface; empty for the one with the default
 * route, {@code none} to leave the network unchanged
 * @param gatewayTimeout the time in which the gateway must respond after a change
 * @param checkMount whether the memory card's folder must be on a mounted file system
 */
public record SystemConfiguration(Path root, Optional<String> networkInterface, Duration gatewayTimeout,
		boolean checkMount) {

	private static final Property<Path> ROOT = Property.of("root", PropertyKind.absolutePath("/board"), "/",
			"folder of `proc`, `sys` and `etc`");

	private static final Property<String> NETWORK_INTERFACE = Property.optional("network.interface",
			PropertyKind.matching("[A-Za-z0-9][A-Za-z0-9._-]{0,14}", "a name such as eth0, or none"),
			"default: interface of the default route");

	private static final Property<Duration> GATEWAY_TIMEOUT = Property.of("network.gateway-time",
			PropertyKind.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)), "30s", "limit of a trial");

	private static final Property<Boolean> CHECK_MOUNT = Property.of("storage.check-mount", PropertyKind.flag(), "true",
			"whether a card must be mounted");

	/** The properties of the operating system. */
	public static final List<Property<?>> PROPERTIES = List.of(ROOT, NETWORK_INTERFACE, GATEWAY_TIMEOUT, CHECK_MOUNT);

	/** Returns the configuration. */
	public static SystemConfiguration of(PropertyValues values) {
		return new SystemConfiguration(values.get(ROOT), values.find(NETWORK_INTERFACE), values.get(GATEWAY_TIMEOUT),
				values.get(CHECK_MOUNT));
	}

}
