/**
 * The services of the board that this service runs on: identity, network, clock, reboot,
 * firmware, memory card, watchdog, and the pins of filter and light. Every path is under
 * one root, and every program gets an argument list. Files and programs are those of
 * OpenIPC's firmware.
 */
@NullMarked
package org.camerad.driver.hisilicon.board;

import org.jspecify.annotations.NullMarked;
