/** A Pelco-D head on a serial port of the board. */
@NullMarked
package org.camerad.driver.pi.ptz;

import org.jspecify.annotations.NullMarked;
