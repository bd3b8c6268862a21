/**
 * The board's own system: its network, clock, memory card, temperature and reboot. What
 * needs rights is done by the system's programs, which the rules in {@code deploy/} let
 * the service's user call.
 */
@NullMarked
package org.camerad.driver.pi.system;

import org.jspecify.annotations.NullMarked;
