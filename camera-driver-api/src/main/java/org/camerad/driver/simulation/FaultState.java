package org.camerad.driver.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fault that is set.
 *
 * @param name the name of its {@link FaultType}
 * @param value its value, empty when it has none
 * @param origin its source: {@code configuration}, {@code scene} or {@code request}
 * @param active whether it can trigger now
 * @param begins the time until it begins, zero when it has begun
 * @param ends the time until it ends, empty when only clearing it ends it
 * @param left the remaining triggers; empty if unlimited
 * @param triggered the number of triggers so far
 * @param probability the probability that it triggers on an occasion, above 0 to 1
 */
public record FaultState(String name, String value, String origin, boolean active, Duration begins,
		Optional<Duration> ends, OptionalInt left, long triggered, double probability) {
}
