/** Tests of faults by time, count and probability. */
@NullMarked
package org.camerad.driver.sim.fault;

import org.jspecify.annotations.NullMarked;
