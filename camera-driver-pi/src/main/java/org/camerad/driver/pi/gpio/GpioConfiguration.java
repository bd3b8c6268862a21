package org.camerad.driver.pi.gpio;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.pi.gpio.*} and {@code camera.pi.day-night.*}. Pins have BCM
 * numbers (the processor's numbering).
 *
 * @param pins the configured pins by use
 * @param activeLow for each use, whether the pin is on when it is low
 * @param irCutPulse the time for which a line of the IR-cut filter is powered
 * @param irCutInterval the shortest time between two movements of the filter, and between
 * two changes of day and night
 * @param dayNight the settings of the day/night switch
 */
public record GpioConfiguration(Map<Use, Integer> pins, Map<Use, Boolean> activeLow, Duration irCutPulse,
		Duration irCutInterval, DayNight dayNight) {

	/** The use of a pin. Its key is the last part of the property name. */
	public enum Use {

		/** The coil that moves the filter in front of the sensor. */
		IR_CUT_DAY("ir-cut-day"),
		/** The same coil in the other direction, which moves the filter away. */
		IR_CUT_NIGHT("ir-cut-night"),
		/** One line that holds the filter: on to keep it away from the sensor. */
		IR_CUT_LEVEL("ir-cut-level"),
		/** The infrared lamps. */
		IR_LIGHT("ir-light"),
		/** The LED that shows the camera's state. */
		STATUS_LED("status-led"),
		/** The factory reset button. */
		RESET_BUTTON("reset-button"),
		/**
		 * The direction of the RS-485 line, high while it sends;
		 * {@code ptz.direction-gpio} sets the pin.
		 */
		PTZ_DIRECTION("ptz-direction"),
		/** A light sensor with a digital output that is on in the dark. */
		LIGHT_SENSOR("light-sensor");

		private final String key;

		Use(String key) {
			this.key = key;
		}

		public String key() {
			return this.key;
		}

		/** Returns whether the driver sets the pin's level. */
		boolean isOutput() {
			return this != RESET_BUTTON && this != LIGHT_SENSOR;
		}

	}

	/**
	 * The settings of the day/night switch.
	 *
	 * @param mode automatic, or always day or night
	 * @param nightBelow the light of the scene in lux below which the switch goes to
	 * night
	 * @param dayAbove the light in lux above which it goes to day; more than
	 * {@code nightBelow}
	 * @param delay how long the light must persist before the switch changes
	 */
	public record DayNight(Mode mode, int nightBelow, int dayAbove, Duration delay) {

		/** The source of the decision. */
		public enum Mode {

			AUTO, DAY, NIGHT

		}

	}

	/** The pins of the 40-pin header. */
	private static final PropertyKind<Integer> PIN = PropertyKind.wholeNumber(new IntRange(0, 27));

	private static final Map<Use, Property<Integer>> PINS = new EnumMap<>(
			Map.of(Use.IR_CUT_LEVEL, pin(Use.IR_CUT_LEVEL, "one line that is on while the filter is out"),
					Use.IR_CUT_DAY, pin(Use.IR_CUT_DAY, "line that moves the IR-cut filter in; set both"),
					Use.IR_CUT_NIGHT, pin(Use.IR_CUT_NIGHT, "line that moves the IR-cut filter out; set both"),
					Use.IR_LIGHT, pin(Use.IR_LIGHT, "infrared lamps"), Use.STATUS_LED,
					pin(Use.STATUS_LED, "LED: steady if pictures come, else blinking"), Use.RESET_BUTTON,
					pin(Use.RESET_BUTTON, "factory reset when held for 5 s"), Use.LIGHT_SENSOR,
					pin(Use.LIGHT_SENSOR, "sensor whose output is on in the dark")));

	private static final Map<Use, Property<Boolean>> ACTIVE_LOW = new EnumMap<>(Map.of(Use.IR_CUT_LEVEL,
			activeLow(Use.IR_CUT_LEVEL, "false"), Use.IR_LIGHT, activeLow(Use.IR_LIGHT, "false"), Use.STATUS_LED,
			activeLow(Use.STATUS_LED, "false"), Use.RESET_BUTTON, activeLow(Use.RESET_BUTTON, "true"), Use.LIGHT_SENSOR,
			activeLow(Use.LIGHT_SENSOR, "false")));

	private static final Property<Duration> IR_CUT_PULSE = Property.of("gpio.ir-cut-pulse",
			PropertyKind.duration(Duration.ofMillis(10), Duration.ofSeconds(1)), "100ms", "length of a filter pulse");

	private static final Property<Duration> IR_CUT_INTERVAL = Property.of("gpio.ir-cut-interval",
			PropertyKind.duration(Duration.ofMillis(100), Duration.ofMinutes(60)), "1m",
			"shortest time between two moves");

	private static final Property<DayNight.Mode> MODE = Property.of("day-night.mode",
			PropertyKind.words(DayNight.Mode.class), "auto", "`auto` follows the light");

	private static final PropertyKind<Integer> LUX = PropertyKind.wholeNumber(new IntRange(1, 10_000));

	private static final Property<Integer> NIGHT_BELOW = Property.of("day-night.night-below", LUX, "5",
			"light in lux that starts night");

	private static final Property<Integer> DAY_ABOVE = Property.of("day-night.day-above", LUX, "20",
			"light in lux that starts day");

	private static final Property<Duration> DELAY = Property.of("day-night.delay",
			PropertyKind.duration(Duration.ofMillis(100), Duration.ofMinutes(10)), "10s", "time before a change");

	/** The properties of the pins and of the day/night switch. */
	public static final List<Property<?>> PROPERTIES = Stream
		.of(PINS.values().stream(), ACTIVE_LOW.values().stream(),
				Stream.of(IR_CUT_PULSE, IR_CUT_INTERVAL, MODE, NIGHT_BELOW, DAY_ABOVE, DELAY))
		.<Property<?>>flatMap((each) -> each)
		.toList();

	public GpioConfiguration {
		pins = Map.copyOf(pins);
		activeLow = Map.copyOf(activeLow);
	}

	private static Property<Integer> pin(Use use, String description) {
		return Property.optional("gpio." + use.key, PIN, description);
	}

	private static Property<Boolean> activeLow(Use use, String initial) {
		return Property.of("gpio." + use.key + "-active-low", PropertyKind.flag(), initial, "whether low means on");
	}

	/**
	 * Reads the configuration.
	 * @param ptzDirection the pin that switches the direction of the PTZ line; empty
	 * without one
	 * @throws CameraException REFUSED if two uses share a pin, if one line of the IR-cut
	 * filter is missing or both kinds of filter are configured, or if {@code day-above}
	 * is not more than {@code night-below}
	 */
	public static GpioConfiguration of(PropertyValues values, Optional<Integer> ptzDirection) throws CameraException {
		Map<Use, Boolean> activeLow = new EnumMap<>(Use.class);
		ACTIVE_LOW.forEach((use, property) -> activeLow.put(use, values.get(property)));
		return new GpioConfiguration(pins(values, ptzDirection), activeLow, values.get(IR_CUT_PULSE),
				values.get(IR_CUT_INTERVAL), dayNight(values));
	}

	private static Map<Use, Integer> pins(PropertyValues values, Optional<Integer> ptzDirection)
			throws CameraException {
		Map<Use, Integer> pins = new EnumMap<>(Use.class);
		ptzDirection.ifPresent((pin) -> pins.put(Use.PTZ_DIRECTION, pin));
		for (Map.Entry<Use, Property<Integer>> each : PINS.entrySet()) {
			Optional<Integer> pin = values.find(each.getValue());
			if (pin.isPresent() && pins.containsValue(pin.get())) {
				throw values.wrong(each.getValue(), "pin " + pin.get() + " is already in use by another property");
			}
			pin.ifPresent((number) -> pins.put(each.getKey(), number));
		}
		if (pins.containsKey(Use.IR_CUT_DAY) != pins.containsKey(Use.IR_CUT_NIGHT)) {
			Use missing = pins.containsKey(Use.IR_CUT_DAY) ? Use.IR_CUT_NIGHT : Use.IR_CUT_DAY;
			throw values.wrong(PINS.get(missing), "is missing; the IR-cut filter needs both lines");
		}
		if (pins.containsKey(Use.IR_CUT_DAY) && pins.containsKey(Use.IR_CUT_LEVEL)) {
			throw values.wrong(PINS.get(Use.IR_CUT_LEVEL),
					"is for a filter with one line; set it alone or the two lines");
		}
		return pins;
	}

	private static DayNight dayNight(PropertyValues values) throws CameraException {
		if (values.get(DAY_ABOVE) <= values.get(NIGHT_BELOW)) {
			throw values.wrong(DAY_ABOVE, "must be more than camera.pi.day-night.night-below");
		}
		return new DayNight(values.get(MODE), values.get(NIGHT_BELOW), values.get(DAY_ABOVE), values.get(DELAY));
	}

	/** Returns whether an IR-cut filter or an infrared lamp is configured. */
	public boolean hasNightVision() {
		return this.pins.containsKey(Use.IR_CUT_DAY) || this.pins.containsKey(Use.IR_CUT_LEVEL)
				|| this.pins.containsKey(Use.IR_LIGHT);
	}

	/** Returns whether the light of the camera's pictures decides about day and night. */
	public boolean needsLight() {
		return hasNightVision() && this.dayNight.mode() == DayNight.Mode.AUTO
				&& !this.pins.containsKey(Use.LIGHT_SENSOR);
	}

	/** Returns whether a use is on when its pin is low. */
	boolean isActiveLow(Use use) {
		return this.activeLow.getOrDefault(use, false);
	}

}
