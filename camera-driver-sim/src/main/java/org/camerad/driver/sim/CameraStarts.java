package org.camerad.driver.sim;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.camerad.driver.CameraException;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.fault.FaultRegistry;

/**
 * The starts of the simulated cameras of this process. Injected faults survive the
 * restart of a camera with another firmware, for which it is closed and opened again.
 * Thread-safe.
 */
final class CameraStarts {

	/**
	 * The faults of cameras that are closed for such a restart, by the driver's folder.
	 */
	private final Map<Path, FaultRegistry> faults = new ConcurrentHashMap<>();

	/**
	 * The beginnings of a camera.
	 *
	 * @param faults its injected faults
	 * @param slots its firmware, which has started
	 * @param onClose the work to do when the camera is closed
	 */
	record Start(FaultRegistry faults, FirmwareSlots slots, Runnable onClose) {
	}

	/**
	 * Starts the firmware of a camera.
	 * @throws CameraException UNAVAILABLE if it does not start
	 */
	Start start(SimConfiguration configuration, Path folder, LongSupplier nanoTime) throws CameraException {
		FaultRegistry registry = this.faults.computeIfAbsent(folder, (key) -> configured(configuration, nanoTime));
		FirmwareSlots slots = new FirmwareSlots(folder);
		slots.boot(() -> registry.shouldInject(FaultKind.FIRMWARE_BOOT_FAILS).isPresent());
		this.faults.remove(folder);
		return new Start(registry, slots, () -> {
			if (slots.isRestarting()) {
				this.faults.put(folder, registry);
			}
		});
	}

	private static FaultRegistry configured(SimConfiguration configuration, LongSupplier nanoTime) {
		FaultRegistry registry = new FaultRegistry(nanoTime, configuration.seed());
		configuration.faults().forEach((plan) -> registry.set(plan, "configuration"));
		return registry;
	}

}
