/**
 * What operators can do to a simulated camera, and to no other: {@code /actuator/sim} on
 * the management port, and faults of answers on the camera's own port.
 */
@NullMarked
package org.camerad.simulation;

import org.jspecify.annotations.NullMarked;
