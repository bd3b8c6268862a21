/**
 * PTZ heads of a board: Pelco-D and a similar protocol over a serial port, and motors
 * that are driven by programs of the firmware.
 */
@NullMarked
package org.camerad.driver.hisilicon.ptz;

import org.jspecify.annotations.NullMarked;
