package org.camerad.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camerad.driver.simulation.SceneStatus;
import org.camerad.driver.simulation.MotionTruth;
import org.camerad.driver.Camera;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.simulation.FaultState;
import org.camerad.driver.simulation.FaultType;

/** The state of a simulated camera, ready for JSON. Times are in seconds. */
final class SimulationReport {

	private SimulationReport() {
	}

	static Map<String, Object> of(Camera camera) {
		Simulation simulation = camera.simulation().orElseThrow();
		Map<String, Object> report = new LinkedHashMap<>();
		report.put("model", camera.info().model());
		report.put("sn", camera.info().serialNumber());
		report.put("faults", faults(simulation));
		report.put("scene", scene(simulation));
		report.put("clock", clock(simulation));
		report.put("head", head(simulation));
		report.put("motion", motion(simulation));
		report.put("card", card(simulation));
		report.put("settable", settable(simulation));
		return report;
	}

	private static Map<String, Object> settable(Simulation simulation) {
		Map<String, Object> settable = new LinkedHashMap<>();
		settable.put("faults", types(simulation));
		settable.put("scene", List.of("{\"action\":\"play\"}", "{\"action\":\"pause\"}",
				"{\"action\":\"step\",\"by\":0.5}", "{\"action\":\"seek\",\"to\":10}"));
		settable.put("clock", List.of("{\"now\":\"2026-11-24T12:00:00Z\"}", "{\"by\":\"-1h\"}"));
		return settable;
	}

	static Map<String, Object> scene(Simulation simulation) {
		SceneStatus state = simulation.scene();
		Map<String, Object> scene = new LinkedHashMap<>();
		scene.put("name", state.name());
		scene.put("playing", state.playing());
		scene.put("at", seconds(state.at()));
		scene.put("length", seconds(state.length()));
		return scene;
	}

	static Map<String, Object> clock(Simulation simulation) {
		return Map.of("now", simulation.time().toString());
	}

	static Map<String, Object> head(Simulation simulation) {
		PtzPosition position = simulation.head();
		Map<String, Object> head = new LinkedHashMap<>();
		head.put("pan", position.panDegrees());
		head.put("tilt", position.tiltDegrees());
		head.put("zoom", position.zoom());
		head.put("focus", position.focus());
		head.put("iris", position.iris());
		return head;
	}

	/**
	 * Returns the true motion. Blocks are numbered as in the motion detector's events.
	 */
	static Map<String, Object> motion(Simulation simulation) {
		MotionTruth truth = simulation.motion();
		Map<String, Object> motion = new LinkedHashMap<>();
		motion.put("time", truth.time().toString());
		motion.put("columns", truth.blocks().columns());
		motion.put("rows", truth.blocks().rows());
		motion.put("known", truth.active().isPresent());
		truth.active().ifPresent((active) -> {
			motion.put("active", !active.isEmpty());
			motion.put("blocks", active.stream().boxed().toList());
		});
		return motion;
	}

	static List<Map<String, Object>> card(Simulation simulation) {
		return simulation.card().stream().map((file) -> {
			Map<String, Object> described = new LinkedHashMap<>();
			described.put("name", file.name());
			described.put("size", file.size());
			return described;
		}).toList();
	}

	private static double seconds(Duration time) {
		return time.toMillis() / 1000.0;
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
		fault.put("begins", seconds(state.begins()));
		state.ends().ifPresent((ends) -> fault.put("ends", seconds(ends)));
		state.left().ifPresent((left) -> fault.put("left", left));
		fault.put("triggered", state.triggered());
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
