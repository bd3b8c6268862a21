package org.camerad.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import org.camerad.cgi.CameraPart;
import org.camerad.driver.Camera;
import org.camerad.driver.simulation.Delay;
import org.camerad.driver.simulation.ResponseFault;
import org.camerad.driver.simulation.Simulation;

/**
 * The hosted camera, if it is a simulated one, and what befalls its answers. No other
 * camera has such a part, and nothing befalls the answers of one. Any thread.
 */
public record Simulated(Supplier<Optional<Camera>> present) implements CameraPart {

	/** The open camera, empty unless it is simulated. */
	public Optional<Camera> camera() {
		return this.present.get().filter((camera) -> camera.simulation().isPresent());
	}

	/** What can be asked of the camera, empty unless it is simulated. */
	public Optional<Simulation> simulation() {
		return this.present.get().flatMap(Camera::simulation);
	}

	/** One occasion for a fault that takes no time: whether it befalls. */
	public boolean shouldInject(ResponseFault fault) {
		return simulation().map((simulation) -> simulation.shouldInject(fault)).orElse(false);
	}

	/** One occasion for a fault that takes time: how long to wait, which is not done. */
	public Delay delay(ResponseFault fault) {
		return simulation().map((simulation) -> simulation.delay(fault)).orElse(() -> Duration.ZERO);
	}

	/** A JPEG as it goes out: whole, or its first half. */
	public byte[] outgoing(byte[] jpeg) {
		return shouldInject(ResponseFault.HALF_JPEG) ? Arrays.copyOf(jpeg, jpeg.length / 2) : jpeg;
	}

}
