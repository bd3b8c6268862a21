package org.camerad.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.camerad.driver.Simulation.Fault;
import org.camerad.driver.Simulation.Schedule;
import org.springframework.boot.convert.DurationStyle;

/** Reads a fault that is to be set. */
final class FaultRequest {

	private static final Duration LONGEST = Duration.ofDays(365);

	private FaultRequest() {
	}

	/**
	 * Reads a fault.
	 * @param name its name, when it is not in the body
	 * @throws Refusal when something is wrong, naming it
	 */
	static Fault read(Fields fields, Optional<String> name) {
		String fault = name.isPresent() ? name.get()
				: fields.text("fault").orElseThrow(() -> new Refusal("fault: the name of a fault is expected"));
		Optional<String> value = fields.scalar("value");
		try {
			Schedule schedule = new Schedule(
					fields.scalar("from").map((text) -> time("from", text)).orElse(Duration.ZERO),
					fields.scalar("for").map((text) -> time("for", text)), fields.count("count"),
					fields.number("probability").orElse(1));
			fields.close();
			return new Fault(fault, value, schedule);
		}
		catch (IllegalArgumentException ex) {
			throw new Refusal(String.valueOf(ex.getMessage()));
		}
	}

	private static Duration time(String key, String text) {
		try {
			Duration time = text.matches("[0-9.]+") ? seconds(text)
					: DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
			if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
				return time;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new Refusal(key + ": seconds, or a time such as 500ms, 2s or 10m, are expected", ex);
		}
		throw new Refusal(key + ": a time from 0 to " + LONGEST.toDays() + " days is expected");
	}

	private static Duration seconds(String text) {
		return Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue());
	}

}
