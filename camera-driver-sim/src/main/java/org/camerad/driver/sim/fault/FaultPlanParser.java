package org.camerad.driver.sim.fault;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import org.camerad.driver.CameraException;
import org.camerad.driver.simulation.Schedule;

/**
 * Parser of a configured fault: its value ({@code on} for the default one) and schedule,
 * such as {@code 2s,from=10s,for=30s,count=3,probability=0.5}; or {@code off}.
 */
public final class FaultPlanParser {

	private static final String EXPECTED = "on, off or a value, then from=, for=, count= and probability= are expected";

	private static final Duration MAX_TIME = Duration.ofDays(365);

	private final Map<String, String> remaining = new HashMap<>();

	private FaultPlanParser(String text) throws CameraException {
		String[] words = text.strip().split("\\s*,\\s*", -1);
		for (int i = 0; i < words.length; i++) {
			int equals = words[i].indexOf('=');
			String key = (equals < 0) ? "value" : words[i].substring(0, equals).strip();
			if ((equals < 0 && i > 0) || this.remaining.put(key, words[i].substring(equals + 1).strip()) != null) {
				throw CameraException.refused(EXPECTED);
			}
		}
	}

	/**
	 * Parses the plan of a fault.
	 * @return the plan, empty if the fault is off
	 * @throws CameraException REFUSED for an invalid text; the message says what is
	 * expected
	 */
	public static Optional<FaultPlan> parse(FaultKind kind, String text) throws CameraException {
		FaultPlanParser read = new FaultPlanParser(text);
		String value = read.take("value", "on", Function.identity());
		Schedule schedule = read.schedule();
		if (!read.remaining.isEmpty() || value.isEmpty()) {
			throw CameraException.refused(EXPECTED);
		}
		return switch (value) {
			case "off", "false" -> Optional.empty();
			case "on", "true" -> Optional.of(new FaultPlan(kind, kind.value(""), schedule));
			default -> Optional.of(new FaultPlan(kind, kind.value(value), schedule));
		};
	}

	private Schedule schedule() throws CameraException {
		try {
			return new Schedule(take("from", Duration.ZERO, FaultPlanParser::time),
					take("for", Optional.empty(), (text) -> Optional.of(time(text))),
					take("count", OptionalInt.empty(), (text) -> OptionalInt.of(Integer.parseInt(text))),
					take("probability", 1.0, Double::valueOf));
		}
		catch (IllegalArgumentException ex) {
			throw CameraException.refused(ex.getMessage());
		}
	}

	private <T> T take(String key, T defaultValue, Function<String, T> parser) {
		String text = this.remaining.remove(key);
		try {
			return (text == null) ? defaultValue : parser.apply(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(key + ": a number is expected", ex);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException(key + ": " + ex.getMessage(), ex);
		}
	}

	private static Duration time(String text) {
		return DurationText.parse(text)
			.filter((time) -> !time.isNegative() && time.compareTo(MAX_TIME) <= 0)
			.orElseThrow(() -> new DateTimeException("a time from 0 to 365d such as 500ms, 2s or 10m is expected"));
	}

}
