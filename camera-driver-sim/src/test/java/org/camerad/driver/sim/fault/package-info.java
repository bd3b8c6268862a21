/** Faults by time, count and chance. */
@NullMarked
package org.camerad.driver.sim.fault;

import org.jspecify.annotations.NullMarked;
