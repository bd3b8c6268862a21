package org.camerad.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camerad.driver.Camera;
import org.camerad.driver.Simulation;
import org.camerad.driver.Simulation.FaultState;
import org.camerad.driver.Simulation.FaultType;

/** The state of a simulated camera as JSON will have it. Times are seconds. */
final class SimulationReport {

	private SimulationReport() {
	}

	static Map<String, Object> of(Camera camera) {
		Simulation simulation = camera.simulation().orElseThrow();
		Map<String, Object> report = new LinkedHashMap<>();
		report.put("model", camera.info().model());
		report.put("sn", camera.info().serialNumber());
		report.put("faults", faults(simulation));
		report.put("settable", Map.of("faults", types(simulation)));
		return report;
	}

	static List<Map<String, Object>> faults(Simulation simulation) {
		return simulation.faults().stream().map(SimulationReport::fault).toList();
	}

	private static Map<String, Object> fault(FaultState state) {
		Map<String, Object> fault = new LinkedHashMap<>();
		fault.put("fault", state.name());
		if (!state.value().isEmpty()) {
			fault.put("value", state.value());
		}
		fault.put("origin", state.origin());
		fault.put("active", state.active());
		fault.put("begins", state.begins().toMillis() / 1000.0);
		state.ends().ifPresent((ends) -> fault.put("ends", ends.toMillis() / 1000.0));
		state.left().ifPresent((left) -> fault.put("left", left));
		fault.put("befallen", state.befallen());
		fault.put("probability", state.probability());
		return fault;
	}

	private static List<Map<String, Object>> types(Simulation simulation) {
		return simulation.faultTypes().stream().map(SimulationReport::type).toList();
	}

	private static Map<String, Object> type(FaultType type) {
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("fault", type.name());
		described.put("effect", type.effect());
		if (!type.value().isEmpty()) {
			described.put("value", type.value());
			described.put("initial", type.initial());
		}
		return described;
	}

}
