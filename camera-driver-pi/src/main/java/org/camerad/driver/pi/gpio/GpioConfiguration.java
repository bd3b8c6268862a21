package org.camerad.driver.pi.gpio;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.pi.Properties;

/**
 * What {@code camera.pi.gpio.*} and {@code camera.pi.day-night.*} say. Pins are numbered
 * as the processor has them (BCM).
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

		private final String word;

		Use(String word) {
			this.word = word;
		}

		public String word() {
			return this.word;
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

	private static final String PREFIX = "gpio.";

	/** The header's pins. */
	private static final IntRange PINS = new IntRange(0, 27);

	public GpioConfiguration {
		pins = Map.copyOf(pins);
		activeLow = Map.copyOf(activeLow);
	}

	/**
	 * Takes its keys.
	 * @param ptzDirection the pin that switches the head's line, empty without one
	 */
	public static GpioConfiguration of(Properties properties, Optional<Integer> ptzDirection) throws CameraException {
		Map<Use, Integer> pins = new HashMap<>();
		Map<Use, Boolean> activeLow = new HashMap<>();
		ptzDirection.ifPresent((pin) -> pins.put(Use.PTZ_DIRECTION, pin));
		for (Use use : EnumSet.complementOf(EnumSet.of(Use.PTZ_DIRECTION))) {
			Optional<Integer> pin = properties.number(PREFIX + use.word, PINS);
			if (pin.isPresent() && pins.containsValue(pin.get())) {
				throw Properties.wrong(PREFIX + use.word, "pin " + pin.get() + " is another one's already");
			}
			pin.ifPresent((number) -> pins.put(use, number));
			if (!use.name().startsWith("IR_CUT")) {
				activeLow.put(use, properties.flag(PREFIX + use.word + "-active-low", use == Use.RESET_BUTTON));
			}
		}
		if (pins.containsKey(Use.IR_CUT_DAY) != pins.containsKey(Use.IR_CUT_NIGHT)) {
			throw Properties.wrong(PREFIX + (pins.containsKey(Use.IR_CUT_DAY) ? Use.IR_CUT_NIGHT : Use.IR_CUT_DAY).word,
					"the filter has two lines, and both are needed");
		}
		Duration pulse = properties.duration(PREFIX + "ir-cut-pulse", Duration.ofMillis(100), Duration.ofMillis(10),
				Duration.ofSeconds(1));
		Duration interval = properties.duration(PREFIX + "ir-cut-interval", Duration.ofSeconds(5),
				Duration.ofMillis(100), Duration.ofMinutes(10));
		return new GpioConfiguration(pins, activeLow, pulse, interval, dayNight(properties));
	}

	private static DayNight dayNight(Properties properties) throws CameraException {
		DayNight.Mode mode = switch (properties.text("day-night.mode", "auto")) {
			case "auto" -> DayNight.Mode.AUTO;
			case "day" -> DayNight.Mode.DAY;
			case "night" -> DayNight.Mode.NIGHT;
			default -> throw Properties.wrong("day-night.mode", "auto, day or night is expected");
		};
		int nightBelow = properties.number("day-night.night-below", 30, new IntRange(1, 254));
		int dayAbove = properties.number("day-night.day-above", 90, new IntRange(1, 254));
		if (dayAbove <= nightBelow) {
			throw Properties.wrong("day-night.day-above", "it must be more than camera.pi.day-night.night-below");
		}
		Duration delay = properties.duration("day-night.delay", Duration.ofSeconds(10), Duration.ofMillis(100),
				Duration.ofMinutes(10));
		return new DayNight(mode, nightBelow, dayAbove, delay);
	}

	/** Whether anything here switches between day and night. */
	public boolean seesAtNight() {
		return this.pins.containsKey(Use.IR_CUT_DAY) || this.pins.containsKey(Use.IR_LIGHT);
	}

}
