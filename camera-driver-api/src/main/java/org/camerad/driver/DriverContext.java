package org.camerad.driver;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The arguments with which the application opens a camera. Immutable.
 *
 * @param properties the configuration {@code camera.<name>.*}; keys are without this
 * prefix and in lower-case kebab form ({@code reboot-time})
 * @param folder an existing folder for this driver that survives restarts, for data that
 * the hardware itself would keep; never for settings
 * @param storageFolder the mount point of the memory card; empty if the operator has not
 * configured one
 * @param clock the wall clock of the host
 * @param timeLimit the time after which the application abandons a call; the driver's own
 * timeouts must be shorter
 * @param listener the listener for {@linkplain CameraEvent events}; accepts calls from
 * any thread, returns at once and never throws
 * @param number the number of this camera among those of the process, from 1
 * @param own the keys of the properties that are configured for this camera alone; all
 * others are those of every camera of the process
 */
public record DriverContext(Map<String, String> properties, Path folder, Optional<Path> storageFolder, Clock clock,
		Duration timeLimit, Consumer<CameraEvent> listener, int number, Set<String> own) {

	/** Creates the arguments. */
	public DriverContext {
		properties = Map.copyOf(properties);
		own = Set.copyOf(own);
	}

	/** Creates the arguments for a camera without a property of its own. */
	public DriverContext(Map<String, String> properties, Path folder, Optional<Path> storageFolder, Clock clock,
			Duration timeLimit, Consumer<CameraEvent> listener, int number) {
		this(properties, folder, storageFolder, clock, timeLimit, listener, number, Set.of());
	}

	/** Creates the arguments for the first or only camera of a process. */
	public DriverContext(Map<String, String> properties, Path folder, Optional<Path> storageFolder, Clock clock,
			Duration timeLimit, Consumer<CameraEvent> listener) {
		this(properties, folder, storageFolder, clock, timeLimit, listener, 1);
	}

}
