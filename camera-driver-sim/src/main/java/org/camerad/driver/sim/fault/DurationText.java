package org.camerad.driver.sim.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parser and formatter of durations in the form {@code 500ms}, {@code 2s}, {@code 1.5},
 * {@code -1h}.
 */
public final class DurationText {

	private static final Pattern TIME = Pattern.compile("(-?[0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|s|m|h|d|)");

	private DurationText() {
	}

	/**
	 * Parses a duration; a number without a unit is in seconds. Returns empty if the text
	 * is not a duration.
	 */
	public static Optional<Duration> parse(String text) {
		Matcher matcher = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
		if (!matcher.matches()) {
			return Optional.empty();
		}
		BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit(matcher.group(2))))
			.movePointRight(6);
		BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.TEN.pow(9));
		return Optional.of(Duration.ofSeconds(parts[0].longValue(), parts[1].longValue()));
	}

	/**
	 * Returns the shortest text that {@link #parse} reads as that duration, to the
	 * millisecond.
	 */
	static String text(Duration time) {
		return (time.toMillis() % 1000 == 0) ? time.toSeconds() + "s" : time.toMillis() + "ms";
	}

	/** Returns the milliseconds of a unit. */
	private static long unit(String unit) {
		return switch (unit) {
			case "ms" -> 1;
			case "m" -> 60_000;
			case "h" -> 3_600_000;
			case "d" -> 86_400_000;
			default -> 1000;
		};
	}

}
