/**
 * Control of simulated cameras: {@code /actuator/sim} on the management port, and fault
 * injection into the responses on the camera's own port.
 */
@NullMarked
package org.camerad.simulation;

import org.jspecify.annotations.NullMarked;
