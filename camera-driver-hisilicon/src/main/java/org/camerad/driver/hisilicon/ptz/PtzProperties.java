package org.camerad.driver.hisilicon.ptz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.hisilicon.properties.Keys;
import org.camerad.driver.support.pelcod.PelcoDSettings;
import org.camerad.driver.support.pelcod.PelcoDSettings.Turbo;
import org.camerad.driver.support.pelcod.PresetNumbers;

/**
 * What {@code camera.hisilicon.ptz.*} says.
 *
 * @param kind what moves the head
 * @param port the serial port
 * @param directionPin the pin that is high while the line sends, for RS-485
 * @param settings how a Pelco-D head is spoken to
 * @param directions how motors are mounted
 * @param travel how far motors travel from end to end
 */
public record PtzProperties(Kind kind, Path port, Optional<Integer> directionPin, PelcoDSettings settings,
		Directions directions, Optional<Steps> travel) {

	/** What moves the head. */
	public enum Kind {

		/** A Pelco-D head on a serial port. */
		PELCO_D,

		/** XM's zoom board on a serial port. */
		XM_UART,

		/** Steppers on pins, by {@code gpio-motors}. */
		GPIO_MOTORS,

		/** Steppers behind kmotor.ko, by {@code xm-kmotor}. */
		XM_KMOTOR,

		/** A lens behind camhi-motor.ko, by {@code camhi-motor}. */
		CAMHI_MOTOR;

		private String word() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	private static final IntRange NUMBERS = new IntRange(1, 255);

	private static final IntRange PINS = new IntRange(0, 1023);

	private static final IntRange STEPS = new IntRange(1, 100_000);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final String SPAN = "[0-9]{1,3}(-[0-9]{1,3})?";

	/** Takes its properties from the driver's; empty when nothing moves the head. */
	public static Optional<PtzProperties> of(Keys keys) throws CameraException {
		Optional<Kind> kind = kind(keys);
		if (kind.isEmpty()) {
			return Optional.empty();
		}
		boolean serial = kind.get() == Kind.PELCO_D || kind.get() == Kind.XM_UART;
		Optional<String> port = serial ? keys.text("ptz.port", "/.*", "an absolute path such as /dev/ttyAMA1")
				: Optional.empty();
		if (serial && port.isEmpty()) {
			throw Keys.wrong("ptz.port", "must be set to the serial port, such as /dev/ttyAMA1");
		}
		Optional<Integer> pin = serial ? keys.number("ptz.direction-gpio", PINS) : Optional.empty();
		PelcoDSettings settings = (kind.get() == Kind.PELCO_D) ? settings(keys) : PelcoDSettings.usual(1, 9600);
		Directions directions = new Directions(keys.flag("ptz.reverse-pan", false),
				keys.flag("ptz.reverse-tilt", false));
		return Optional.of(new PtzProperties(kind.get(), Path.of(port.orElse("/")), pin, settings, directions,
				(kind.get() == Kind.GPIO_MOTORS) ? travel(keys) : Optional.empty()));
	}

	private static Optional<Kind> kind(Keys keys) throws CameraException {
		Optional<String> said = keys.text("ptz.protocol");
		if (said.isEmpty()) {
			return keys.has("ptz.port") ? Optional.of(Kind.PELCO_D) : Optional.empty();
		}
		for (Kind kind : Kind.values()) {
			if (kind.word().equals(said.get())) {
				return Optional.of(kind);
			}
		}
		if (said.get().equals("none")) {
			return Optional.empty();
		}
		throw Keys.wrong("ptz.protocol",
				"one of none, pelco-d, xm-uart, gpio-motors, xm-kmotor, camhi-motor is expected");
	}

	private static Optional<Steps> travel(Keys keys) throws CameraException {
		Optional<Integer> pan = keys.number("ptz.pan-steps", STEPS);
		Optional<Integer> tilt = keys.number("ptz.tilt-steps", STEPS);
		if (pan.isPresent() != tilt.isPresent()) {
			throw Keys.wrong(pan.isPresent() ? "ptz.tilt-steps" : "ptz.pan-steps", "both or none must be set");
		}
		return pan.map((steps) -> new Steps(steps, tilt.orElseThrow()));
	}

	private static PelcoDSettings settings(Keys keys) throws CameraException {
		int address = keys.number("ptz.address", NUMBERS).orElse(1);
		int baud = Integer.parseInt(choice(keys, "ptz.baud", "2400", List.of("2400", "4800", "9600")));
		Turbo turbo = switch (choice(keys, "ptz.turbo", "off", List.of("off", "ff", "40"))) {
			case "ff" -> Turbo.FF;
			case "40" -> Turbo.HEX_40;
			default -> Turbo.OFF;
		};
		return new PelcoDSettings(address, baud, turbo, span(keys, "ptz.repeat", Duration.ZERO),
				span(keys, "ptz.spacing", Duration.ofMillis(100)),
				span(keys, "ptz.reversal-pause", Duration.ofMillis(150)), presets(keys),
				keys.flag("ptz.answers", false));
	}

	private static Duration span(Keys keys, String key, Duration otherwise) throws CameraException {
		return keys.duration(key, otherwise, Duration.ZERO, MINUTE);
	}

	private static String choice(Keys keys, String key, String otherwise, List<String> choices) throws CameraException {
		return keys.text(key, String.join("|", choices), "one of " + String.join(", ", choices)).orElse(otherwise);
	}

	private static PresetNumbers presets(Keys keys) throws CameraException {
		String policy = choice(keys, "ptz.presets", "mapped", List.of("mapped", "refused", "sent"));
		Optional<String> reserved = keys.text("ptz.reserved-presets", "none|" + SPAN + "(, ?" + SPAN + ")*",
				"numbers from 1 to 255 such as 33,34,92-99, or none,");
		Set<Integer> numbers = reserved.isPresent() ? numbers(reserved.get()) : PresetNumbers.RESERVED;
		int highest = keys.number("ptz.highest-preset", NUMBERS).orElse(NUMBERS.max());
		return new PresetNumbers(PresetNumbers.Policy.valueOf(policy.toUpperCase(Locale.ROOT)), numbers, highest);
	}

	private static Set<Integer> numbers(String text) throws CameraException {
		Set<Integer> numbers = new HashSet<>();
		for (String span : text.equals("none") ? new String[0] : text.split(", ?")) {
			String[] ends = span.split("-");
			int first = Integer.parseInt(ends[0]);
			int last = Integer.parseInt(ends[ends.length - 1]);
			if (!NUMBERS.contains(first) || !NUMBERS.contains(last) || first > last) {
				throw Keys.wrong("ptz.reserved-presets", "numbers from 1 to 255 are expected");
			}
			for (int number = first; number <= last; number++) {
				numbers.add(number);
			}
		}
		return numbers;
	}

}
