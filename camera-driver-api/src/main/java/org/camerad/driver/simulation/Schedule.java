package org.camerad.driver.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When and how often a fault triggers.
 *
 * @param from the delay until it begins, not negative
 * @param lasting the time from then until it ends, empty for until it is cleared
 * @param count the maximum number of triggers, from 1; empty if unlimited
 * @param probability the probability that it triggers on an occasion, above 0 to 1
 */
public record Schedule(Duration from, Optional<Duration> lasting, OptionalInt count, double probability) {

	/** From now on until it is cleared, on every occasion. */
	public static final Schedule ALWAYS = new Schedule(Duration.ZERO, Optional.empty(), OptionalInt.empty(), 1);

	/**
	 * Creates a schedule.
	 * @throws IllegalArgumentException when a value is out of its range; the message
	 * names it
	 */
	public Schedule {
		if (from.isNegative()) {
			throw new IllegalArgumentException("from: a time from now on is expected");
		}
		if (lasting.isPresent() && (lasting.get().isNegative() || lasting.get().isZero())) {
			throw new IllegalArgumentException("for: a time longer than 0 is expected");
		}
		if (count.isPresent() && count.getAsInt() < 1) {
			throw new IllegalArgumentException("count: a whole number from 1 is expected");
		}
		if (!(probability > 0 && probability <= 1)) {
			throw new IllegalArgumentException("probability: a number above 0 to 1 is expected");
		}
	}

}
