/**
 * Faults on demand: their kinds, values and schedules, and the decision when they
 * trigger.
 */
@NullMarked
package org.camerad.driver.sim.fault;

import org.jspecify.annotations.NullMarked;
