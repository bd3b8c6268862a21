package org.camerad.driver.sim.fault;

import org.camerad.driver.simulation.Schedule;

/**
 * A fault that somebody has asked for.
 *
 * @param kind which
 * @param value how strong
 * @param schedule when and how often
 */
public record FaultPlan(FaultKind kind, FaultValue value, Schedule schedule) {
}
