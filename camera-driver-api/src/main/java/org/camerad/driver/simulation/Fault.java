package org.camerad.driver.simulation;

import java.util.Optional;

/**
 * A fault to be set.
 *
 * @param name the name of its {@link FaultType}
 * @param value its value, empty for the initial one
 * @param schedule when and how often it triggers
 */
public record Fault(String name, Optional<String> value, Schedule schedule) {
}
