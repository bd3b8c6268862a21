package org.camerad.driver.pi.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.pi.Properties;

/**
 * What {@code camera.pi.*} says about the board's system.
 *
 * @param root the root of the file system below which {@code proc}, {@code sys} and
 * {@code etc} are looked for
 * @param networkInterface the interface that is the camera's; empty for the one with the
 * default route, {@code none} to leave the network alone
 * @param networkTrial how long the gateway may take to show itself after a change
 * @param checkMount whether the memory card's folder must be on a file system of its own
 */
public record SystemConfiguration(Path root, Optional<String> networkInterface, Duration networkTrial,
		boolean checkMount) {

	/** Takes its keys. */
	public static SystemConfiguration of(Properties properties) throws CameraException {
		String root = properties.text("root", "/");
		if (!root.startsWith("/")) {
			throw Properties.wrong("root", "an absolute path is expected");
		}
		Optional<String> network = properties.text("network.interface");
		if (network.isPresent() && !network.get().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,14}")) {
			throw Properties.wrong("network.interface", "the name of an interface such as eth0, or none, is expected");
		}
		Duration trial = properties.duration("network.gateway-time", Duration.ofSeconds(30), Duration.ofSeconds(1),
				Duration.ofMinutes(5));
		return new SystemConfiguration(Path.of(root), network, trial, properties.flag("storage.check-mount", true));
	}

}
