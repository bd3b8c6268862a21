package org.camerad.driver.sim.fault;

import java.util.function.BooleanSupplier;

/**
 * A fault that has triggered.
 *
 * @param value how strong it is
 * @param stillActive whether its time is not over yet, for those who wait
 */
public record ActiveFault(FaultValue value, BooleanSupplier stillActive) {
}
