/**
 * Heads that a board moves: Pelco-D and a look-alike over the board's own serial port,
 * and stepper motors behind programs of the firmware.
 */
@NullMarked
package org.camerad.driver.hisilicon.ptz;

import org.jspecify.annotations.NullMarked;
