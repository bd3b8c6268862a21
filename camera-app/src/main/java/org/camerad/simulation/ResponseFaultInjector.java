package org.camerad.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import org.camerad.camera.CameraFailure;
import org.camerad.cgi.CameraPart;
import org.camerad.driver.Camera;
import org.camerad.driver.simulation.Delay;
import org.camerad.driver.simulation.ResponseFault;
import org.camerad.driver.simulation.Simulation;
import org.camerad.live.MediaInterceptor;

/**
 * The injector of faults into the responses of a hosted camera. The camera's simulation
 * decides about the faults; a camera on hardware has none. Thread-safe.
 *
 * @param present the open camera, empty while none is open
 */
public record ResponseFaultInjector(Supplier<Optional<Camera>> present) implements CameraPart, MediaInterceptor {

	/** Returns the open camera, empty unless it is simulated. */
	Optional<Camera> camera() {
		return this.present.get().filter((camera) -> isSimulated());
	}

	/**
	 * Returns the camera's simulation, empty unless the open camera is simulated. A
	 * driver that fails here is not the simulator's.
	 */
	Optional<Simulation> simulation() {
		try {
			return this.present.get().flatMap(Camera::simulation);
		}
		catch (CameraFailure ex) {
			return Optional.empty();
		}
	}

	/** Returns whether the open camera is simulated. */
	public boolean isSimulated() {
		return simulation().isPresent();
	}

	/**
	 * Returns whether to inject a fault without a delay into one response. Each call may
	 * trigger the fault.
	 */
	public boolean shouldInject(ResponseFault fault) {
		return simulation().map((simulation) -> simulation.shouldInject(fault)).orElse(false);
	}

	/** Returns the delay that a fault asks for, without blocking. */
	public Delay delay(ResponseFault fault) {
		return simulation().map((simulation) -> simulation.delay(fault)).orElse(() -> Duration.ZERO);
	}

	@Override
	public byte[] picture(byte[] jpeg) {
		return shouldInject(ResponseFault.HALF_JPEG) ? Arrays.copyOf(jpeg, jpeg.length / 2) : jpeg;
	}

	@Override
	public boolean resetsConnection() {
		return shouldInject(ResponseFault.RESET_IN_BODY);
	}

}
