package org.camerad.driver.simulation;

import java.util.Optional;

/**
 * A fault to be set. Immutable.
 *
 * @param name the name of its {@link FaultType}
 * @param value the value; empty for {@link FaultType#initial()}
 * @param schedule when and how often the fault triggers
 */
public record Fault(String name, Optional<String> value, Schedule schedule) {
}
