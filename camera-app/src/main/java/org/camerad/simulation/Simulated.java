package org.camerad.simulation;

import java.util.Optional;
import java.util.function.Supplier;

import org.camerad.device.Device;
import org.camerad.driver.Camera;
import org.camerad.driver.Simulation;

/** The hosted camera, if it is a simulated one. */
record Simulated(Supplier<Device> device) {

	/** The open camera, empty unless it is simulated. */
	Optional<Camera> camera() {
		Device hosted = this.device.get();
		return hosted.isOpen() ? Optional.of(hosted.camera()).filter((camera) -> camera.simulation().isPresent())
				: Optional.empty();
	}

	Optional<Simulation> simulation() {
		return camera().flatMap(Camera::simulation);
	}

}
