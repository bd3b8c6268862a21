package org.camerad.driver.sim.fault;

import java.util.function.BooleanSupplier;

/**
 * A fault that has triggered.
 *
 * @param value its value
 * @param stillActive returns whether the fault still lasts, for calls that wait
 */
public record ActiveFault(FaultValue value, BooleanSupplier stillActive) {
}
