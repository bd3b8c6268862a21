package org.camerad.driver.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.simulation.Persona;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.fault.SceneFaultPlans;
import org.camerad.driver.sim.fault.FaultPlanParser;
import org.camerad.driver.sim.fault.FaultPlan;
import org.camerad.driver.sim.fault.DurationText;
import org.camerad.driver.sim.scene.Scene;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.sim.*}.
 *
 * @param seed the source of all differences between the pictures of two simulated cameras
 * @param identity the text from which serial number and MAC address derive, empty for a
 * random one
 * @param model name of the model
 * @param rebootTime duration of a reboot
 * @param card state of the memory card
 * @param persona the kind of camera that clients of ONVIF find
 * @param scene the scene in front of the camera
 * @param script the faults of the scene
 * @param faults the faults that are set at the start
 */
record SimConfiguration(long seed, Optional<String> identity, String model, Duration rebootTime, Card card,
		Persona persona, Scene scene, List<FaultPlan> script, List<FaultPlan> faults) {

	/** The state of the memory card. */
	enum Card {

		PRESENT, ABSENT, FULL, READ_ONLY, BROKEN

	}

	private static final Duration MAX_REBOOT_TIME = Duration.ofMinutes(10);

	private static final Property<Long> SEED = Property.of("seed",
			new PropertyKind<>("a whole number of 64 bits", SimConfiguration::seed), "1",
			"town, noise, rain, random faults");

	private static final PropertyKind<String> WORDS = PropertyKind
		.matching("[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?", "1 to 64 printable ASCII characters");

	static final Property<String> IDENTITY = Property.optional("identity", WORDS,
			"origin of serial number and MAC; default: random");

	private static final Property<String> SCENE = Property.of("scene",
			PropertyKind.text("street, storm, a scene file or a folder of pictures"), "street",
			"the scene that is shown");

	private static final Property<Boolean> STRIP = Property.optional("strip", PropertyKind.flag(),
			"ground truth in pictures; default: scene file, else on");

	private static final Property<String> MODEL = Property.of("model", WORDS, "MC200J6", "the model name");

	private static final Property<Duration> REBOOT_TIME = Property.of("reboot-time",
			new PropertyKind<>("a time from 0 to 10m such as 500ms, 2s or 2", SimConfiguration::rebootTime), "2s",
			"duration of a reboot");

	private static final Property<Card> SD = Property.of("sd", PropertyKind.words(Card.class), "present",
			"the memory card");

	private static final Property<Persona> PERSONA = Property.of("persona", PropertyKind.words(Persona.class), "none",
			"–");

	private static final Property<Path> ENCODER_DIR = Property.optional("encoder-dir",
			PropertyKind.absolutePath("/var/lib/camerad/encoders"), "[below](#encoders)");

	private static final List<Property<Optional<FaultPlan>>> FAULTS = Arrays.stream(FaultKind.values())
		.map((kind) -> Property.member("fault.<name>", kind.id(),
				new PropertyKind<>("on, off, or a value and a schedule",
						(text) -> Optional.of(FaultPlanParser.parse(kind, text))),
				"an injected fault"))
		.toList();

	/** All properties of this driver. */
	static final DriverProperties PROPERTIES = new DriverProperties("sim",
			List.of(SEED, IDENTITY, SCENE, STRIP, MODEL, REBOOT_TIME, SD, PERSONA, ENCODER_DIR), FAULTS);

	/**
	 * Reads the configuration.
	 * @throws CameraException REFUSED for an invalid value, an unknown name or an invalid
	 * scene
	 */
	static SimConfiguration of(Map<String, String> properties) throws CameraException {
		PropertyValues values = PROPERTIES.read(properties);
		return of(values, values.get(SEED));
	}

	/**
	 * Reads the configuration of one of several cameras. A camera that shares the seed
	 * with others adds its number, so that their pictures differ.
	 * @throws CameraException as {@link #of(Map)}
	 */
	static SimConfiguration of(DriverContext context) throws CameraException {
		PropertyValues values = PROPERTIES.read(context.properties());
		long distance = context.own().contains(SEED.name()) ? 0 : context.number() - 1;
		return of(values, values.get(SEED) + distance);
	}

	private static SimConfiguration of(PropertyValues values, long seed) throws CameraException {
		Scene scene = scene(values, seed);
		List<FaultPlan> faults = FAULTS.stream()
			.flatMap((property) -> values.find(property).stream())
			.flatMap(Optional::stream)
			.toList();
		return new SimConfiguration(seed, values.find(IDENTITY), values.get(MODEL), values.get(REBOOT_TIME),
				values.get(SD), values.get(PERSONA), scene.withStrip(values.find(STRIP).orElse(scene.strip())),
				script(scene, values), faults);
	}

	/**
	 * Reads the folder for the libraries of the encoders, which a scene may need.
	 * @throws CameraException REFUSED for an invalid value or an unknown name
	 */
	static Optional<Path> encoderFolder(Map<String, String> properties) throws CameraException {
		return PROPERTIES.read(properties).find(ENCODER_DIR);
	}

	private static Optional<Long> seed(String text) {
		try {
			return Optional.of(Long.valueOf(text));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	private static Optional<Duration> rebootTime(String text) {
		return DurationText.parse(text).filter((time) -> !time.isNegative() && time.compareTo(MAX_REBOOT_TIME) <= 0);
	}

	private static Scene scene(PropertyValues values, long seed) throws CameraException {
		try {
			return Scene.open(values.get(SCENE), seed);
		}
		catch (IOException ex) {
			throw values.wrong(SCENE, Reason.of(ex));
		}
	}

	private static List<FaultPlan> script(Scene scene, PropertyValues values) throws CameraException {
		try {
			return SceneFaultPlans.of(scene.faults());
		}
		catch (CameraException ex) {
			throw values.wrong(SCENE, scene.name() + ": " + ex.getMessage());
		}
	}

}
