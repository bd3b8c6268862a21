/** Firmware installation through the updater of the system. */
@NullMarked
package org.camerad.driver.pi.firmware;

import org.jspecify.annotations.NullMarked;
