package org.camerad.simulation;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code /actuator/sim}: the state of the simulated camera, and what can be set. What
 * changes it is in {@link SimulationRoutes}.
 */
@Endpoint(id = SimulationEndpoint.ID)
class SimulationEndpoint {

	static final String ID = "sim";

	private final FaultInjector injector;

	SimulationEndpoint(FaultInjector injector) {
		this.injector = injector;
	}

	/** Null, which is 404, when the camera is not simulated. */
	@ReadOperation
	public @Nullable Map<String, Object> state() {
		return this.injector.camera().map(SimulationReport::of).orElse(null);
	}

}
