package org.camerad.ptz;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Decision;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.device.Device;
import org.camerad.driver.PtzMotion;
import org.camerad.settings.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The moving head and lens (contract 3.15). */
@RestController
class PtzController {

	private static final Logger logger = LoggerFactory.getLogger(PtzController.class);

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

	private static final List<Parameter<?>> ALONE = List.of(STOP, CALL_PRESET, ADD_PRESET, DELETE_PRESET);

	private static final List<Parameter<?>> TOGETHER = List.of(MOVE_X, MOVE_Y, ZOOM, FOCUS, IRIS);

	private static final Table TABLE = new Table(
			List.of(STOP, MOVE_X, MOVE_Y, SPEED, ZOOM, FOCUS, IRIS, CALL_PRESET, ADD_PRESET, DELETE_PRESET),
			PtzController::checkTogether);

	private final Device device;

	private final Head head;

	private final Store store;

	PtzController(Device device, Head head, Store store) {
		this.device = device;
		this.head = head;
		this.store = store;
	}

	@GetMapping("/cgi-bin/ptz_ctrl")
	XmlElement control(CgiRequest request) {
		request.admitChange();
		if (this.device.camera().ptz().isEmpty()) {
			throw CgiFault.notSupported("ptz");
		}
		Values passed = TABLE.decide(request.query(), Values.NONE, null, Set.of());
		if (passed.find(STOP) != null) {
			this.head.stop();
		}
		else if (isPreset(passed)) {
			preset(passed);
		}
		else {
			this.head.move(request.caller(), (motion) -> union(motion, passed));
		}
		return DONE;
	}

	/** A stop and a preset stand alone; a speed goes with something that moves. */
	private static void checkTogether(Decision decision) {
		long alone = ALONE.stream().filter(decision::passes).count();
		boolean together = TOGETHER.stream().anyMatch(decision::passes);
		boolean fits = (alone == 0) ? together : alone == 1 && !together && !decision.passes(SPEED);
		if (!fits) {
			throw CgiFault.parameters();
		}
	}

	/** Axes that the request does not name go on as they are. */
	private static PtzMotion union(PtzMotion motion, Values passed) {
		boolean moves = passed.find(MOVE_X) != null || passed.find(MOVE_Y) != null;
		return new PtzMotion(moves ? or(passed.find(MOVE_X), 0) : motion.pan(),
				moves ? or(passed.find(MOVE_Y), 0) : motion.tilt(), moves ? or(passed.find(SPEED), 5) : motion.speed(),
				or(passed.find(ZOOM), motion.zoom()), or(passed.find(FOCUS), motion.focus()),
				or(passed.find(IRIS), motion.iris()));
	}

	private static int or(@Nullable Integer passed, int otherwise) {
		return (passed != null) ? passed : otherwise;
	}

	private static boolean isPreset(Values passed) {
		return passed.find(CALL_PRESET) != null || passed.find(ADD_PRESET) != null
				|| passed.find(DELETE_PRESET) != null;
	}

	private void preset(Values passed) {
		Integer call = passed.find(CALL_PRESET);
		Integer add = passed.find(ADD_PRESET);
		if (call != null) {
			call(call);
		}
		else if (add != null) {
			add(add);
		}
		else {
			delete(passed.get(DELETE_PRESET));
		}
	}

	private void call(int number) {
		if (!this.store.state().presets().contains(number)) {
			throw CgiFault.of(CALL_PRESET.name() + " error");
		}
		this.head.callPreset(number);
	}

	private void add(int number) {
		boolean known = this.store.state().presets().contains(number);
		this.device.head((ptz) -> ptz.addPreset(number));
		try {
			save((presets) -> {
				presets.add(number);
				return presets;
			});
		}
		catch (CgiFault fault) {
			if (!known) {
				this.device.head((ptz) -> ptz.deletePreset(number));
			}
			throw fault;
		}
	}

	private void delete(int number) {
		save((presets) -> {
			presets.remove(number);
			return presets;
		});
		this.device.head((ptz) -> ptz.deletePreset(number));
	}

	private void save(UnaryOperator<SortedSet<Integer>> change) {
		try {
			this.store.update((state) -> state.withPresets(change.apply(new TreeSet<>(state.presets()))));
		}
		catch (IOException ex) {
			logger.error("the presets cannot be saved: {}", ex.toString());
			throw CgiFault.deviceError();
		}
	}

}
