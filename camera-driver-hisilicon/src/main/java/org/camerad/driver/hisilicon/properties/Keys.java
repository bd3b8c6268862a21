package org.camerad.driver.hisilicon.properties;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;

/**
 * The driver's properties, taken one by one; what nobody took is a mistake. Not for use
 * by several threads.
 */
public final class Keys {

	private static final String PREFIX = "camera.hisilicon.";

	private static final Pattern DURATION = Pattern.compile("([0-9]{1,7})(ms|s|m)");

	private final Map<String, String> left;

	/** The properties without {@code camera.hisilicon.} before their names. */
	public Keys(Map<String, String> properties) {
		this.left = new TreeMap<>(properties);
	}

	/** What a property says; one that is empty says nothing. */
	public Optional<String> text(String key) {
		return Optional.ofNullable(this.left.remove(key)).map(String::strip).filter((value) -> !value.isEmpty());
	}

	/** A text of a certain form. */
	public Optional<String> text(String key, String form, String description) throws CameraException {
		Optional<String> value = text(key);
		if (value.isPresent() && !value.get().matches(form)) {
			throw wrong(key, description + " is expected");
		}
		return value;
	}

	/** {@code true} or {@code false}. */
	public boolean flag(String key, boolean otherwise) throws CameraException {
		return text(key, "true|false", "true or false").map(Boolean::parseBoolean).orElse(otherwise);
	}

	/** A whole number. */
	public Optional<Integer> number(String key, IntRange range) throws CameraException {
		Optional<String> value = text(key);
		if (value.isEmpty()) {
			return Optional.empty();
		}
		boolean number = value.get().matches("-?[0-9]{1,9}");
		if (!number || !range.contains(Integer.parseInt(value.get()))) {
			throw wrong(key, "a whole number, " + range + ", is expected");
		}
		return Optional.of(Integer.valueOf(value.get()));
	}

	/** Several whole numbers, separated by commas; none when the property is not set. */
	public List<Integer> numbers(String key, int count, IntRange range) throws CameraException {
		Optional<String> value = text(key);
		if (value.isEmpty()) {
			return List.of();
		}
		List<String> words = Arrays.stream(value.get().split(",", -1)).map(String::strip).toList();
		boolean numbers = words.size() == count && words.stream()
			.allMatch((word) -> word.matches("[0-9]{1,9}") && range.contains(Integer.parseInt(word)));
		if (!numbers || words.stream().distinct().count() != count) {
			throw wrong(key, count + " different whole numbers, " + range + ", separated by commas are expected");
		}
		return words.stream().map(Integer::valueOf).toList();
	}

	/** A time such as {@code 500ms}, {@code 30s} or {@code 2m}. */
	public Duration duration(String key, Duration otherwise, Duration least, Duration most) throws CameraException {
		Optional<String> value = text(key);
		if (value.isEmpty()) {
			return otherwise;
		}
		Matcher matcher = DURATION.matcher(value.get().toLowerCase(Locale.ROOT));
		if (matcher.matches()) {
			Duration duration = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
			if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
				return duration;
			}
		}
		throw wrong(key, "a time from " + written(least) + " to " + written(most) + " is expected, such as "
				+ written(otherwise));
	}

	private static Duration duration(long number, String unit) {
		return switch (unit) {
			case "ms" -> Duration.ofMillis(number);
			case "s" -> Duration.ofSeconds(number);
			default -> Duration.ofMinutes(number);
		};
	}

	private static String written(Duration duration) {
		return (duration.toMillis() % 1000 == 0) ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

	/** Whether any property has a name that begins so. */
	public boolean has(String beginning) {
		return this.left.keySet().stream().anyMatch((key) -> key.startsWith(beginning));
	}

	/** Refuses what nobody took. */
	public void finish() throws CameraException {
		if (!this.left.isEmpty()) {
			throw wrong(this.left.keySet().iterator().next(),
					"there is no such property, or it does not go with the others");
		}
	}

	/** That a property is wrong, without its value. */
	public static CameraException wrong(String key, String what) {
		return CameraException.refused(PREFIX + key + ": " + what);
	}

}
