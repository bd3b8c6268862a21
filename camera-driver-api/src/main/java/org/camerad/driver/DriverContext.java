package org.camerad.driver;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the application hands to a driver when it opens a camera.
 *
 * @param properties the {@code camera.<name>.*} configuration, keys without that prefix
 * and in lower-case kebab form ({@code reboot-time})
 * @param folder an existing folder of the driver's own that survives restarts: what the
 * hardware itself would remember, never settings
 * @param storageFolder where the camera's memory card is mounted, when the operator has
 * configured one
 * @param clock the host's wall clock
 * @param timeLimit how long one call may take before the application gives it up; drivers
 * choose their own waits below it
 * @param listener told of {@linkplain CameraEvent events}, from any thread; returns at
 * once and never throws
 */
public record DriverContext(Map<String, String> properties, Path folder, Optional<Path> storageFolder, Clock clock,
		Duration timeLimit, Consumer<CameraEvent> listener) {

	public DriverContext {
		properties = Map.copyOf(properties);
	}

}
