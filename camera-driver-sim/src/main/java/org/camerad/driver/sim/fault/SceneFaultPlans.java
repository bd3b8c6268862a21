package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.camerad.driver.CameraException;
import org.camerad.driver.simulation.Schedule;
import org.camerad.driver.sim.scene.ScriptedFault;

/** Reader of the faults in a scene file. */
public final class SceneFaultPlans {

	private SceneFaultPlans() {
	}

	/**
	 * Returns the plans of a scene's faults, without those that can never trigger.
	 * @throws CameraException REFUSED for an unknown fault or an invalid value; the
	 * message names the entry
	 */
	public static List<FaultPlan> of(List<ScriptedFault> script) throws CameraException {
		List<FaultPlan> plans = new ArrayList<>();
		for (int i = 0; i < script.size(); i++) {
			ScriptedFault fault = script.get(i);
			if (fault.probability() > 0 && fault.durationSeconds() > 0) {
				plans.add(plan(fault, "faults " + (i + 1) + ": "));
			}
		}
		return List.copyOf(plans);
	}

	private static FaultPlan plan(ScriptedFault fault, String place) throws CameraException {
		FaultKind kind = FaultKind.of(fault.kind())
			.orElseThrow(() -> CameraException.refused(place + "kind: one of " + FaultKind.ids() + " is expected"));
		Schedule schedule = new Schedule(seconds(fault.startSeconds()),
				Optional.of(seconds(Math.max(0.001, fault.durationSeconds()))),
				(fault.count() > 0) ? OptionalInt.of(fault.count()) : OptionalInt.empty(), fault.probability());
		try {
			return new FaultPlan(kind, kind.value(fault.value()), schedule);
		}
		catch (CameraException ex) {
			throw CameraException.refused(place + "value: " + ex.getMessage());
		}
	}

	private static Duration seconds(double seconds) {
		return Duration.ofMillis(Math.round(seconds * 1000));
	}

}
