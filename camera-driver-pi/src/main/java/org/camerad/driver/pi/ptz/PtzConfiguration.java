package org.camerad.driver.pi.ptz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.support.pelcod.PelcoDSettings;
import org.camerad.driver.support.pelcod.PelcoDSettings.Turbo;
import org.camerad.driver.support.pelcod.PresetNumbers;
import org.camerad.driver.pi.Properties;

/**
 * What {@code camera.pi.ptz.*} says.
 *
 * @param port the serial port's file
 * @param directionGpio the BCM number of the GPIO that is high while the line sends, for
 * two-wire RS-485 without a direction of its own
 * @param settings how the head is spoken to
 */
public record PtzConfiguration(Path port, Optional<Integer> directionGpio, PelcoDSettings settings) {

	private static final String PREFIX = "ptz.";

	private static final IntRange NUMBERS = new IntRange(1, 255);

	private static final IntRange GPIOS = new IntRange(0, 27);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Pattern SPAN = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");

	/** Takes its keys; empty when no port is configured. */
	public static Optional<PtzConfiguration> of(Properties properties) throws CameraException {
		Optional<String> port = properties.text(PREFIX + "port");
		if (port.isPresent() && !port.get().startsWith("/")) {
			throw Properties.wrong(PREFIX + "port", "an absolute path such as /dev/serial0 is expected");
		}
		Optional<Integer> direction = properties.number(PREFIX + "direction-gpio", GPIOS);
		PelcoDSettings settings = settings(properties);
		return port.map((path) -> new PtzConfiguration(Path.of(path), direction, settings));
	}

	private static PelcoDSettings settings(Properties properties) throws CameraException {
		int address = properties.number(PREFIX + "address", 1, NUMBERS);
		int baud = Integer.parseInt(choice(properties, "baud", "2400", List.of("2400", "4800", "9600")));
		Turbo turbo = switch (choice(properties, "turbo", "off", List.of("off", "ff", "40"))) {
			case "ff" -> Turbo.FF;
			case "40" -> Turbo.HEX_40;
			default -> Turbo.OFF;
		};
		return new PelcoDSettings(address, baud, turbo, span(properties, "repeat", Duration.ZERO),
				span(properties, "spacing", Duration.ofMillis(100)),
				span(properties, "reversal-pause", Duration.ofMillis(150)), presets(properties),
				properties.flag(PREFIX + "answers", false));
	}

	private static Duration span(Properties properties, String key, Duration initial) throws CameraException {
		return properties.duration(PREFIX + key, initial, Duration.ZERO, MINUTE);
	}

	private static PresetNumbers presets(Properties properties) throws CameraException {
		String policy = choice(properties, "presets", "mapped", List.of("mapped", "refused", "sent"));
		Optional<String> reserved = properties.text(PREFIX + "reserved-presets");
		Set<Integer> numbers = reserved.isPresent() ? numbers(reserved.get()) : PresetNumbers.RESERVED;
		int highest = properties.number(PREFIX + "highest-preset", NUMBERS.max(), NUMBERS);
		return new PresetNumbers(PresetNumbers.Policy.valueOf(policy.toUpperCase(Locale.ROOT)), numbers, highest);
	}

	/** Numbers and spans of them, such as 33,34,92-99; {@code none} is none. */
	private static Set<Integer> numbers(String text) throws CameraException {
		Set<Integer> numbers = new HashSet<>();
		if (text.equals("none")) {
			return numbers;
		}
		for (String each : text.split(",")) {
			Matcher matcher = SPAN.matcher(each.strip());
			if (!matcher.matches()) {
				throw wrongNumbers();
			}
			int first = Integer.parseInt(matcher.group(1));
			int last = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : first;
			if (!NUMBERS.contains(first) || !NUMBERS.contains(last) || first > last) {
				throw wrongNumbers();
			}
			for (int number = first; number <= last; number++) {
				numbers.add(number);
			}
		}
		return numbers;
	}

	private static CameraException wrongNumbers() {
		return Properties.wrong(PREFIX + "reserved-presets", "numbers from 1 to 255 such as 33,34,92-99, or none");
	}

	private static String choice(Properties properties, String key, String initial, List<String> choices)
			throws CameraException {
		String value = properties.text(PREFIX + key, initial).toLowerCase(Locale.ROOT);
		if (!choices.contains(value)) {
			throw Properties.wrong(PREFIX + key, "one of " + String.join(", ", choices) + " is expected");
		}
		return value;
	}

}
