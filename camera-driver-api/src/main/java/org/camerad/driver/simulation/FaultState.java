package org.camerad.driver.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The state of a fault that is set. Immutable.
 *
 * @param name the name of its {@link FaultType}
 * @param value the value; empty if the fault has no value
 * @param origin the source of the fault: {@code configuration}, {@code scene} or
 * {@code request}
 * @param active whether the fault can trigger now
 * @param begins the time until the fault begins; zero if it has begun
 * @param ends the time until the fault ends; empty if it ends only when it is cleared
 * @param left the remaining triggers; empty if unlimited
 * @param triggered the number of triggers so far
 * @param probability the probability of a trigger on each occasion, above 0, at most 1
 */
public record FaultState(String name, String value, String origin, boolean active, Duration begins,
		Optional<Duration> ends, OptionalInt left, long triggered, double probability) {
}
