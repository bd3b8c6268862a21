package org.camerad.driver.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The times at which a fault triggers. Immutable.
 *
 * @param from the delay until the fault begins, not negative
 * @param lasting the time from then until the fault ends, above zero; empty if it ends
 * only when it is cleared
 * @param count the maximum number of triggers, at least 1; empty if unlimited
 * @param probability the probability of a trigger on each occasion, above 0, at most 1
 */
public record Schedule(Duration from, Optional<Duration> lasting, OptionalInt count, double probability) {

	/**
	 * A schedule that triggers on every occasion, from now until the fault is cleared.
	 */
	public static final Schedule ALWAYS = new Schedule(Duration.ZERO, Optional.empty(), OptionalInt.empty(), 1);

	/**
	 * Creates a schedule.
	 * @throws IllegalArgumentException if a value is out of its range; the message names
	 * the value
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
