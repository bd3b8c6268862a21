package org.camerad.driver.pi;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;

/**
 * Reads {@code camera.pi.*} one key at a time; whatever nobody has taken in the end is a
 * mistake. Keys are without that prefix. Every mistake is REFUSED and names the property.
 */
public final class Properties {

	private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m)");

	private final Map<String, String> left;

	public Properties(Map<String, String> properties) {
		this.left = new TreeMap<>(properties);
	}

	/** A text, empty when it is not configured or blank. */
	public Optional<String> text(String key) {
		String value = this.left.remove(key);
		return Optional.ofNullable(value).map(String::strip).filter((text) -> !text.isEmpty());
	}

	public String text(String key, String initial) {
		return text(key).orElse(initial);
	}

	/** A whole number in a range, empty when it is not configured. */
	public Optional<Integer> number(String key, IntRange range) throws CameraException {
		Optional<String> text = text(key);
		if (text.isEmpty()) {
			return Optional.empty();
		}
		if (text.get().matches("-?[0-9]{1,9}")) {
			int number = Integer.parseInt(text.get());
			if (range.contains(number)) {
				return Optional.of(number);
			}
		}
		throw wrong(key, "a whole number from " + range.min() + " to " + range.max() + " is expected");
	}

	public int number(String key, int initial, IntRange range) throws CameraException {
		return number(key, range).orElse(initial);
	}

	public boolean flag(String key, boolean initial) throws CameraException {
		return switch (text(key, String.valueOf(initial))) {
			case "true" -> true;
			case "false" -> false;
			default -> throw wrong(key, "true or false is expected");
		};
	}

	/** A time such as 500ms, 2s or 1m, both limits included. */
	public Duration duration(String key, Duration initial, Duration shortest, Duration longest) throws CameraException {
		Optional<String> text = text(key);
		if (text.isEmpty()) {
			return initial;
		}
		Matcher matcher = DURATION.matcher(text.get());
		if (matcher.matches()) {
			long number = Long.parseLong(matcher.group(1));
			Duration duration = switch (matcher.group(2)) {
				case "ms" -> Duration.ofMillis(number);
				case "m" -> Duration.ofMinutes(number);
				default -> Duration.ofSeconds(number);
			};
			if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
				return duration;
			}
		}
		throw wrong(key, "a time such as 500ms, 2s or 1m from " + shortest.toMillis() + "ms to " + longest.toMillis()
				+ "ms is expected");
	}

	/** Ends the reading. */
	public void close() throws CameraException {
		if (!this.left.isEmpty()) {
			throw wrong(this.left.keySet().iterator().next(),
					"not a property of the Raspberry Pi driver; docs/hardware/raspberry-pi.md lists them");
		}
	}

	public static CameraException wrong(String key, String what) {
		return CameraException.refused("camera.pi." + key + ": " + what);
	}

}
