package org.camerad.driver.sim;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.fault.FaultScript;
import org.camerad.driver.sim.fault.FaultText;
import org.camerad.driver.sim.fault.Plan;
import org.camerad.driver.sim.fault.Times;
import org.camerad.driver.sim.scene.Scene;

/**
 * What {@code camera.sim.*} says.
 *
 * @param seed what everything that differs between two simulated cameras comes from
 * @param model the model's name
 * @param rebootTime how long a reboot takes
 * @param card how the memory card is
 * @param scene what the camera looks at
 * @param script the faults of the scene
 * @param faults the faults that are set from the start
 */
record SimConfiguration(long seed, String model, Duration rebootTime, Card card, Scene scene, List<Plan> script,
		List<Plan> faults) {

	/** How the memory card is. */
	enum Card {

		PRESENT, ABSENT, FULL, READ_ONLY, BROKEN

	}

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private static final Pattern MODEL = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?");

	private static final String FAULT = "fault.";

	private static final List<String> KEYS = List.of("seed", "model", "reboot-time", "sd", "scene", "strip");

	/** Reads the properties; a key that is not known is a mistake too. */
	static SimConfiguration of(Map<String, String> properties) throws CameraException {
		Map<String, String> left = spelled(properties);
		long seed = seed(take(left, "seed", "1"));
		String model = model(take(left, "model", "MC200J6"));
		Duration rebootTime = duration("reboot-time", take(left, "reboot-time", "2s"));
		Card card = card(take(left, "sd", "present"));
		Scene scene = scene(take(left, "scene", "street"), seed);
		scene = scene.withStrip(flag("strip", take(left, "strip", String.valueOf(scene.strip()))));
		List<Plan> faults = faults(left);
		if (!left.isEmpty()) {
			throw wrong(left.keySet().iterator().next(),
					"not a property of the simulator (" + String.join(", ", KEYS) + ", fault.<name>)");
		}
		return new SimConfiguration(seed, model, rebootTime, card, scene, script(scene), faults);
	}

	/** Environment variables know no dashes: {@code CAMERA_SIM_FAULT_SENSORLOST}. */
	private static Map<String, String> spelled(Map<String, String> properties) {
		Map<String, String> known = Stream
			.concat(KEYS.stream(), Arrays.stream(FaultKind.values()).map((kind) -> FAULT + kind.word()))
			.collect(Collectors.toMap(SimConfiguration::letters, Function.identity()));
		Map<String, String> spelled = new TreeMap<>();
		properties.forEach((key, value) -> spelled.put(known.getOrDefault(letters(key), key), value));
		return spelled;
	}

	private static String letters(String key) {
		return key.replaceAll("[^a-z0-9]", "");
	}

	private static String take(Map<String, String> left, String key, String initial) {
		String value = left.remove(key);
		return (value != null) ? value.strip() : initial;
	}

	private static long seed(String value) throws CameraException {
		try {
			return Long.parseLong(value);
		}
		catch (NumberFormatException ex) {
			throw wrong("seed", "a whole number of 64 bits is expected");
		}
	}

	private static String model(String value) throws CameraException {
		if (!MODEL.matcher(value).matches()) {
			throw wrong("model", "1 to 64 printable ASCII characters are expected");
		}
		return value;
	}

	private static Card card(String value) throws CameraException {
		return switch (value) {
			case "present" -> Card.PRESENT;
			case "absent" -> Card.ABSENT;
			case "full" -> Card.FULL;
			case "read-only" -> Card.READ_ONLY;
			case "broken" -> Card.BROKEN;
			default -> throw wrong("sd", "present, absent, full, read-only or broken is expected");
		};
	}

	private static Scene scene(String where, long seed) throws CameraException {
		try {
			return Scene.open(where, seed);
		}
		catch (IOException ex) {
			throw wrong("scene", String.valueOf(ex.getMessage()));
		}
	}

	private static List<Plan> script(Scene scene) throws CameraException {
		try {
			return FaultScript.of(scene.faults());
		}
		catch (CameraException ex) {
			throw wrong("scene", scene.name() + ": " + ex.getMessage());
		}
	}

	private static boolean flag(String key, String value) throws CameraException {
		return switch (value) {
			case "true" -> true;
			case "false" -> false;
			default -> throw wrong(key, "true or false is expected");
		};
	}

	private static List<Plan> faults(Map<String, String> left) throws CameraException {
		List<Plan> plans = new ArrayList<>();
		for (FaultKind kind : FaultKind.values()) {
			String key = FAULT + kind.word();
			String text = left.remove(key);
			if (text != null) {
				fault(kind, key, text).ifPresent(plans::add);
			}
		}
		return List.copyOf(plans);
	}

	private static Optional<Plan> fault(FaultKind kind, String key, String text) throws CameraException {
		try {
			return FaultText.parse(kind, text);
		}
		catch (CameraException ex) {
			throw wrong(key, String.valueOf(ex.getMessage()));
		}
	}

	private static Duration duration(String key, String value) throws CameraException {
		return Times.parse(value)
			.filter((time) -> !time.isNegative() && time.compareTo(LONGEST) <= 0)
			.orElseThrow(() -> wrong(key, "a time from 0 to 10m such as 500ms, 2s or 2 is expected"));
	}

	private static CameraException wrong(String key, String what) {
		return CameraException.refused("camera.sim." + key + ": " + what);
	}

}
