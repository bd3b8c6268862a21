/** Operations that only a simulated camera has: faults on demand and ground truth. */
@NullMarked
package org.camerad.driver.simulation;

import org.jspecify.annotations.NullMarked;
