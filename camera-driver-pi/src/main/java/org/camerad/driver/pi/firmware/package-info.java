/** Firmware through the updater that the system was built with. */
@NullMarked
package org.camerad.driver.pi.firmware;

import org.jspecify.annotations.NullMarked;
