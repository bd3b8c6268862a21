/**
 * What the board itself does, when this service runs on it: identity, network, clock,
 * reboot, firmware, memory card, watchdog and the pins of filter and light. Every path
 * lies under one root, every program gets an argument list. The files and programs are
 * those of OpenIPC's firmware.
 */
@NullMarked
package org.camerad.driver.hisilicon.board;

import org.jspecify.annotations.NullMarked;
