package org.camerad.driver.sim.fault;

import org.camerad.driver.simulation.Schedule;

/**
 * A requested fault.
 *
 * @param kind the fault
 * @param value its value
 * @param schedule when and how often it triggers
 */
public record FaultPlan(FaultKind kind, FaultValue value, Schedule schedule) {
}
