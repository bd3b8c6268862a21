package org.camerad.driver.simulation;

/**
 * A fault that can be set. Immutable.
 *
 * @param name the name: lower-case words with dashes
 * @param effect the effect in one line
 * @param value the accepted values; empty if the fault has no value
 * @param initial the default value; empty if the fault has no value
 */
public record FaultType(String name, String effect, String value, String initial) {
}
