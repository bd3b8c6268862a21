package org.camerad.simulation;

import java.util.Optional;

import org.camerad.device.Device;
import org.camerad.driver.Camera;
import org.camerad.driver.Simulation;
import org.springframework.beans.factory.ObjectProvider;

/** The hosted camera, if it is a simulated one. */
record Simulated(ObjectProvider<Device> device) {

	/** The open camera, empty unless it is simulated. */
	Optional<Camera> camera() {
		Device hosted = this.device.getObject();
		return hosted.isOpen() ? Optional.of(hosted.camera()).filter((camera) -> camera.simulation().isPresent())
				: Optional.empty();
	}

	Optional<Simulation> simulation() {
		return camera().flatMap(Camera::simulation);
	}

}
