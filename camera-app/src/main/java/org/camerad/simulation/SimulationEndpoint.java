package org.camerad.simulation;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The endpoint {@code /actuator/sim}: the state of the simulated camera and its settable
 * values. {@link SimulationRoutes} handles the changes.
 */
@Endpoint(id = SimulationEndpoint.ID)
class SimulationEndpoint {

	static final String ID = "sim";

	private final ResponseFaultInjector injector;

	SimulationEndpoint(ResponseFaultInjector injector) {
		this.injector = injector;
	}

	/** Returns the state; null, which results in 404, if the camera is not simulated. */
	@ReadOperation
	public @Nullable Map<String, Object> state() {
		return this.injector.camera().map(SimulationReport::of).orElse(null);
	}

}
