package org.camerad.ptz;

import java.util.List;
import java.util.Set;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.CameraAudit;
import org.camerad.camera.CameraCalls;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Role;
import org.camerad.cgi.Table;
import org.camerad.cgi.ValidationContext;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.PtzMotion;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The interface of the PTZ head (contract 3.15). */
@RestController
class PtzController {

	private static final XmlElement DONE = XmlElement.text("ptz_ctrl", "true");

	private static final Parameter<Integer> STOP = Parameter.listed("stop", 1).setOnly();

	private static final Parameter<Integer> MOVE_X = Parameter.listed("move_x", -1, 0, 1).setOnly();

	private static final Parameter<Integer> MOVE_Y = Parameter.listed("move_y", -1, 0, 1).setOnly();

	private static final Parameter<Integer> SPEED = Parameter
		.range("speed", PtzMotion.SPEED.min(), PtzMotion.SPEED.max())
		.setOnly();

	private static final Parameter<Integer> ZOOM = Parameter.listed("zoom", -1, 1).setOnly();

	private static final Parameter<Integer> FOCUS = Parameter.listed("focus", -1, 1).setOnly();

	private static final Parameter<Integer> IRIS = Parameter.listed("iris", -1, 1).setOnly();

	private static final Parameter<Integer> CALL_PRESET = Parameter.range("call_preset", 1, 255).setOnly();

	private static final Parameter<Integer> ADD_PRESET = Parameter.range("add_preset", 1, 255).setOnly();

	private static final Parameter<Integer> DELETE_PRESET = Parameter.range("delete_preset", 1, 255).setOnly();

	private static final List<Parameter<?>> EXCLUSIVE = List.of(STOP, CALL_PRESET, ADD_PRESET, DELETE_PRESET);

	private static final List<Parameter<?>> AXES = List.of(MOVE_X, MOVE_Y, ZOOM, FOCUS, IRIS);

	private static final Table TABLE = new Table(
			List.of(STOP, MOVE_X, MOVE_Y, SPEED, ZOOM, FOCUS, IRIS, CALL_PRESET, ADD_PRESET, DELETE_PRESET),
			PtzController::checkCombination);

	@Bean
	static InterfaceDescription ptzInterface() {
		return InterfaceDescription.of("ptz_ctrl", "Moves the head and the lens, and keeps presets", DONE)
			.role(Role.OPERATOR)
			.table(TABLE)
			.faults("error, parse parameters", "ptz not supported", "call_preset error")
			.example("stop=1");
	}

	@GetMapping("/cgi-bin/ptz_ctrl")
	XmlElement control(CgiRequest request, CameraCalls calls, PtzHead head, PtzPresets presets, CameraAudit audit) {
		request.admitChange();
		if (calls.camera().ptz().isEmpty()) {
			throw CgiFault.notSupported("ptz");
		}
		Values passed = TABLE.decide(request.query(), Values.NONE, null, Set.of());
		if (passed.find(STOP) != null) {
			head.stop();
		}
		else if (isPreset(passed)) {
			preset(passed, presets, audit);
		}
		else {
			head.move(request.principal(), (motion) -> merge(motion, passed));
		}
		return DONE;
	}

	/**
	 * Checks the combination of parameters: a stop or a preset must be alone, and a speed
	 * needs a movement.
	 */
	private static void checkCombination(ValidationContext context) {
		long alone = EXCLUSIVE.stream().filter(context::passes).count();
		boolean together = AXES.stream().anyMatch(context::passes);
		boolean fits = (alone == 0) ? together : alone == 1 && !together && !context.passes(SPEED);
		if (!fits) {
			throw CgiFault.parameters();
		}
	}

	/**
	 * Returns the movement, changed by the passed axes. All other axes go on as before.
	 */
	private static PtzMotion merge(PtzMotion motion, Values passed) {
		boolean moves = passed.find(MOVE_X) != null || passed.find(MOVE_Y) != null;
		return new PtzMotion(moves ? or(passed.find(MOVE_X), 0) : motion.pan(),
				moves ? or(passed.find(MOVE_Y), 0) : motion.tilt(), moves ? or(passed.find(SPEED), 5) : motion.speed(),
				or(passed.find(ZOOM), motion.zoom()), or(passed.find(FOCUS), motion.focus()),
				or(passed.find(IRIS), motion.iris()));
	}

	private static int or(@Nullable Integer passed, int fallback) {
		return (passed != null) ? passed : fallback;
	}

	private static boolean isPreset(Values passed) {
		return passed.find(CALL_PRESET) != null || passed.find(ADD_PRESET) != null
				|| passed.find(DELETE_PRESET) != null;
	}

	private static void preset(Values passed, PtzPresets presets, CameraAudit audit) {
		Integer call = passed.find(CALL_PRESET);
		Integer add = passed.find(ADD_PRESET);
		if (call != null) {
			if (!presets.call(call)) {
				throw CgiFault.of(CALL_PRESET.name() + " error");
			}
		}
		else if (add != null) {
			record(ADD_PRESET, audit, () -> presets.add(add));
		}
		else {
			record(DELETE_PRESET, audit, () -> presets.delete(passed.get(DELETE_PRESET)));
		}
	}

	/** Makes a change that is saved, and records it as a set. */
	private static void record(Parameter<?> parameter, CameraAudit audit, Runnable change) {
		audit.recorded(AuditEvent.of(AuditKind.SET, "ptz_ctrl", List.of(parameter.name())), () -> {
			change.run();
			return DONE;
		});
	}

}
