package org.camerad.driver.hisilicon.ptz;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.support.pelcod.PelcoDProperties;
import org.camerad.driver.support.pelcod.PelcoDSettings;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.hisilicon.ptz.*}.
 *
 * @param kind the kind of head
 * @param port the serial port
 * @param directionPin the pin that is high while an RS-485 line sends
 * @param settings the settings of a Pelco-D head
 * @param directions the mounting directions of motors
 * @param travel the travel of motors from end to end
 */
public record PtzProperties(Kind kind, Path port, Optional<Integer> directionPin, PelcoDSettings settings,
		MotorDirections directions, Optional<PanTiltSteps> travel) {

	/** The kind of a head. */
	public enum Kind {

		/** A Pelco-D head on a serial port. */
		PELCO_D,

		/** A zoom board of XM on a serial port. */
		XM_UART,

		/** Stepper motors on pins, driven by {@code gpio-motors}. */
		GPIO_MOTORS,

		/** Stepper motors behind kmotor.ko, driven by {@code xm-kmotor}. */
		XM_KMOTOR,

		/** A lens behind camhi-motor.ko, driven by {@code camhi-motor}. */
		CAMHI_MOTOR;

		private boolean isSerial() {
			return this == PELCO_D || this == XM_UART;
		}

	}

	private static final PropertyKind<Integer> STEPS = PropertyKind.wholeNumber(new IntRange(1, 100_000));

	private static final Property<Optional<Kind>> PROTOCOL = Property.optional("ptz.protocol",
			PropertyKind.words(kinds()), "the head");

	private static final Property<Path> PORT = Property.optional("ptz.port", PropertyKind.absolutePath("/dev/ttyAMA1"),
			"serial port of the head");

	private static final Property<Integer> DIRECTION_GPIO = Property.optional("ptz.direction-gpio",
			PropertyKind.wholeNumber(new IntRange(0, 1023)), "RS-485: pin that is high to send");

	private static final Property<Boolean> REVERSE_PAN = Property.of("ptz.reverse-pan", PropertyKind.flag(), "false",
			"whether left and right are swapped");

	private static final Property<Boolean> REVERSE_TILT = Property.of("ptz.reverse-tilt", PropertyKind.flag(), "false",
			"whether up and down are swapped");

	private static final Property<Integer> PAN_STEPS = Property.optional("ptz.pan-steps", STEPS,
			"`gpio-motors`: pan travel in steps");

	private static final Property<Integer> TILT_STEPS = Property.optional("ptz.tilt-steps", STEPS,
			"`gpio-motors`: tilt travel in steps");

	private static final List<Property<?>> SERIAL = List.of(PORT, DIRECTION_GPIO);

	private static final List<Property<?>> DIRECTIONS = List.of(REVERSE_PAN, REVERSE_TILT);

	private static final List<Property<?>> TRAVEL = List.of(PAN_STEPS, TILT_STEPS);

	/** The properties of the PTZ head. */
	public static final List<Property<?>> PROPERTIES = Stream
		.of(List.of(PROTOCOL), SERIAL, DIRECTIONS, TRAVEL, PelcoDProperties.ALL)
		.<Property<?>>flatMap(List::stream)
		.toList();

	/**
	 * Reads the configuration; empty if there is no head.
	 * @throws CameraException REFUSED if a value is missing or has no effect
	 */
	public static Optional<PtzProperties> of(PropertyValues values) throws CameraException {
		Optional<Kind> kind = values.find(PROTOCOL)
			.orElse(values.isConfigured(PORT) ? Optional.of(Kind.PELCO_D) : Optional.empty());
		requireEffect(values, kind);
		if (kind.isEmpty()) {
			return Optional.empty();
		}
		if (kind.get().isSerial() && !values.isConfigured(PORT)) {
			throw values.wrong(PORT, "must be set to the serial port, such as /dev/ttyAMA1");
		}
		PelcoDSettings settings = (kind.get() == Kind.PELCO_D) ? PelcoDProperties.settings(values)
				: PelcoDSettings.defaults(1, 9600);
		return Optional
			.of(new PtzProperties(kind.get(), values.find(PORT).orElse(Path.of("/")), values.find(DIRECTION_GPIO),
					settings, new MotorDirections(values.get(REVERSE_PAN), values.get(REVERSE_TILT)), travel(values)));
	}

	private static void requireEffect(PropertyValues values, Optional<Kind> kind) throws CameraException {
		values.requireEffect(kind.isPresent(), "ptz.protocol", DIRECTIONS);
		values.requireEffect(kind.filter(Kind::isSerial).isPresent(), "ptz.protocol=pelco-d or xm-uart", SERIAL);
		values.requireEffect(kind.equals(Optional.of(Kind.PELCO_D)), "ptz.protocol=pelco-d", PelcoDProperties.ALL);
		values.requireEffect(kind.equals(Optional.of(Kind.GPIO_MOTORS)), "ptz.protocol=gpio-motors", TRAVEL);
	}

	private static Map<String, Optional<Kind>> kinds() {
		Map<String, Optional<Kind>> kinds = new LinkedHashMap<>();
		kinds.put("none", Optional.empty());
		for (Kind kind : Kind.values()) {
			kinds.put(PropertyKind.word(kind), Optional.of(kind));
		}
		return kinds;
	}

	private static Optional<PanTiltSteps> travel(PropertyValues values) throws CameraException {
		Optional<Integer> pan = values.find(PAN_STEPS);
		Optional<Integer> tilt = values.find(TILT_STEPS);
		if (pan.isPresent() != tilt.isPresent()) {
			throw values.wrong(pan.isPresent() ? TILT_STEPS : PAN_STEPS, "both or none must be set");
		}
		return pan.map((steps) -> new PanTiltSteps(steps, tilt.orElseThrow()));
	}

}
