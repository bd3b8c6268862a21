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
 * The values of {@code camera.pi.gpio.*} and {@code camera.pi.day-night.*}. Pins are
 * numbered as the processor has them (BCM).
 *
 * @param pins the pins that are configured
 * @param activeLow the pins that are on when they are low
 * @param irCutPulse how long a line of the IR-cut filter is powered
 * @param irCutInterval the least time from one movement of the filter to the next
 * @param dayNight when it is night
 */
public record GpioConfiguration(Map<Use, Integer> pins, Map<Use, Boolean> activeLow, Duration irCutPulse,
		Duration irCutInterval, DayNight dayNight) {

	/** What a pin is for. The word is the end of its property's name. */
	public enum Use {

		/** Powers the filter's coil so that it moves before the sensor. */
		IR_CUT_DAY("ir-cut-day"),
		/** Powers the coil the other way. */
		IR_CUT_NIGHT("ir-cut-night"),
		/** The infrared lamps. */
		IR_LIGHT("ir-light"),
		/** The light that tells how the camera is. */
		STATUS_LED("status-led"),
		/** The button to hold for a factory reset. */
		RESET_BUTTON("reset-button"),
		/** High while an RS-485 line sends; the head's configuration names the pin. */
		PTZ_DIRECTION("ptz-direction"),
		/** A sensor with a digital output that is on when it is dark. */
		LIGHT_SENSOR("light-sensor");

		private final String key;

		Use(String key) {
			this.key = key;
		}

		public String key() {
			return this.key;
		}

	}

	/**
	 * When it is night.
	 *
	 * @param mode by the light, or always the same
	 * @param nightBelow mean brightness of the picture, 0 to 255, below which it gets
	 * night
	 * @param dayAbove mean brightness above which it gets day; above {@code nightBelow}
	 * @param delay how long it must stay so
	 */
	public record DayNight(Mode mode, int nightBelow, int dayAbove, Duration delay) {

		/** What decides. */
		public enum Mode {

			AUTO, DAY, NIGHT

		}

	}

	/** The header's pins. */
	private static final PropertyKind<Integer> PIN = PropertyKind.wholeNumber(new IntRange(0, 27));

	private static final Map<Use, Property<Integer>> PINS = new EnumMap<>(Map.of(Use.IR_CUT_DAY,
			pin(Use.IR_CUT_DAY, "the line of the IR-cut filter that moves it before the sensor; both lines or none"),
			Use.IR_CUT_NIGHT, pin(Use.IR_CUT_NIGHT, "the line that moves the filter away"), Use.IR_LIGHT,
			pin(Use.IR_LIGHT, "the infrared lamps"), Use.STATUS_LED,
			pin(Use.STATUS_LED,
					"on: all is well; one blink a second: no pictures; fast: the reset button was understood"),
			Use.RESET_BUTTON, pin(Use.RESET_BUTTON, "held for 5 s: factory reset"), Use.LIGHT_SENSOR,
			pin(Use.LIGHT_SENSOR, "a sensor whose output is on in the dark")));

	private static final Map<Use, Property<Boolean>> ACTIVE_LOW = new EnumMap<>(Map.of(Use.IR_LIGHT,
			activeLow(Use.IR_LIGHT, "false"), Use.STATUS_LED, activeLow(Use.STATUS_LED, "false"), Use.RESET_BUTTON,
			activeLow(Use.RESET_BUTTON, "true"), Use.LIGHT_SENSOR, activeLow(Use.LIGHT_SENSOR, "false")));

	private static final Property<Duration> IR_CUT_PULSE = Property.of("gpio.ir-cut-pulse",
			PropertyKind.duration(Duration.ofMillis(10), Duration.ofSeconds(1)), "100ms",
			"how long a line of the filter is powered");

	private static final Property<Duration> IR_CUT_INTERVAL = Property.of("gpio.ir-cut-interval",
			PropertyKind.duration(Duration.ofMillis(100), Duration.ofMinutes(10)), "5s",
			"the least time between two movements of the filter");

	private static final Property<DayNight.Mode> MODE = Property.of("day-night.mode",
			PropertyKind.words(DayNight.Mode.class), "auto", "by the light, or always day or night");

	private static final PropertyKind<Integer> BRIGHTNESS = PropertyKind.wholeNumber(new IntRange(1, 254));

	private static final Property<Integer> NIGHT_BELOW = Property.of("day-night.night-below", BRIGHTNESS, "30",
			"mean brightness of the picture (0–255) below which it gets night");

	private static final Property<Integer> DAY_ABOVE = Property.of("day-night.day-above", BRIGHTNESS, "90",
			"mean brightness above which it gets day; more than `night-below`");

	private static final Property<Duration> DELAY = Property.of("day-night.delay",
			PropertyKind.duration(Duration.ofMillis(100), Duration.ofMinutes(10)), "10s",
			"how long the light must stay so");

	/** The properties that it is read from. */
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
	 * @param ptzDirection the pin that switches the head's line, empty without one
	 * @throws CameraException REFUSED when values contradict each other
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
				throw values.wrong(each.getValue(), "another property has pin " + pin.get() + " already");
			}
			pin.ifPresent((number) -> pins.put(each.getKey(), number));
		}
		if (pins.containsKey(Use.IR_CUT_DAY) != pins.containsKey(Use.IR_CUT_NIGHT)) {
			Use missing = pins.containsKey(Use.IR_CUT_DAY) ? Use.IR_CUT_NIGHT : Use.IR_CUT_DAY;
			throw values.wrong(PINS.get(missing), "the filter has two lines, and both are needed");
		}
		return pins;
	}

	private static DayNight dayNight(PropertyValues values) throws CameraException {
		if (values.get(DAY_ABOVE) <= values.get(NIGHT_BELOW)) {
			throw values.wrong(DAY_ABOVE, "must be more than camera.pi.day-night.night-below");
		}
		return new DayNight(values.get(MODE), values.get(NIGHT_BELOW), values.get(DAY_ABOVE), values.get(DELAY));
	}

	/** Whether anything here switches between day and night. */
	public boolean hasNightVision() {
		return this.pins.containsKey(Use.IR_CUT_DAY) || this.pins.containsKey(Use.IR_LIGHT);
	}

}
