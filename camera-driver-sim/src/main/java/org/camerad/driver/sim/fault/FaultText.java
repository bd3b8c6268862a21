package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import org.camerad.driver.CameraException;
import org.camerad.driver.Simulation.Schedule;

/**
 * A fault as it is configured: its value ({@code on} for the initial one), then when and
 * how often, such as {@code 2s,from=10s,for=30s,count=3,probability=0.5}.
 */
public final class FaultText {

	private static final Duration LONGEST = Duration.ofDays(365);

	private final Map<String, String> left = new HashMap<>();

	private FaultText(String text) throws CameraException {
		String[] words = text.strip().split("\\s*,\\s*", -1);
		for (int i = 0; i < words.length; i++) {
			int equals = words[i].indexOf('=');
			String key = (equals < 0) ? "value" : words[i].substring(0, equals).strip();
			if ((equals < 0 && i > 0) || this.left.put(key, words[i].substring(equals + 1).strip()) != null) {
				throw CameraException.refused("a value, then from=, for=, count= and probability= are expected");
			}
		}
	}

	/**
	 * Reads a fault's plan.
	 * @throws CameraException REFUSED; the message tells what is expected
	 */
	public static Plan parse(FaultKind kind, String text) throws CameraException {
		FaultText read = new FaultText(text);
		String value = read.take("value", "on", Function.identity());
		if (value.isEmpty()) {
			throw CameraException.refused("on, or " + valueOf(kind) + " is expected");
		}
		Schedule schedule = read.schedule();
		if (!read.left.isEmpty()) {
			throw CameraException.refused(read.left.keySet().iterator().next() + ": from, for, count or probability");
		}
		return new Plan(kind, kind.value("on".equals(value) ? "" : value), schedule);
	}

	private static String valueOf(FaultKind kind) {
		String expected = kind.type().value();
		return expected.isEmpty() ? "when" : expected;
	}

	private Schedule schedule() throws CameraException {
		try {
			return new Schedule(take("from", Duration.ZERO, FaultText::time),
					take("for", Optional.empty(), (text) -> Optional.of(time(text))),
					take("count", OptionalInt.empty(), (text) -> OptionalInt.of(Integer.parseInt(text))),
					take("probability", 1.0, Double::valueOf));
		}
		catch (IllegalArgumentException ex) {
			throw CameraException.refused(ex.getMessage());
		}
	}

	private <T> T take(String key, T absent, Function<String, T> parser) {
		String text = this.left.remove(key);
		try {
			return (text == null) ? absent : parser.apply(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(key + ": a number is expected", ex);
		}
	}

	private static Duration time(String text) {
		return Times.parse(text)
			.filter((time) -> !time.isNegative() && time.compareTo(LONGEST) <= 0)
			.orElseThrow(() -> new IllegalArgumentException("a time such as 500ms, 2s or 10m is expected"));
	}

}
