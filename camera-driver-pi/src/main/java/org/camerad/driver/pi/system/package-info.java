/**
 * The board's operating system: network, clock, memory card, temperature and reboot.
 * Privileged work is done by the system's programs, which the rules in
 * {@code deploy/systemd} permit to the service's user.
 */
@NullMarked
package org.camerad.driver.pi.system;

import org.jspecify.annotations.NullMarked;
