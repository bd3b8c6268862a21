package org.camerad.driver.simulation;

/**
 * A fault that can be set.
 *
 * @param name lower-case words with dashes
 * @param effect the effect in one line
 * @param value the permitted values; empty when the fault has no value
 * @param initial the value when none is given; empty when the fault has no value
 */
public record FaultType(String name, String effect, String value, String initial) {
}
