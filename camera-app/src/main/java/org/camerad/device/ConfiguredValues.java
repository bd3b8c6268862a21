package org.camerad.device;

import org.camerad.cgi.Values;

/**
 * Initial values that the operator configures.
 *
 * @param values the values
 */
public record ConfiguredValues(Values values) {
}
