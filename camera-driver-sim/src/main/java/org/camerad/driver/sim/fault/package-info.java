/** Faults on demand: which there are, when they are due, and how often they befall. */
@NullMarked
package org.camerad.driver.sim.fault;

import org.jspecify.annotations.NullMarked;
