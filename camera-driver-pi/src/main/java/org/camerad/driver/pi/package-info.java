/** The driver for a Raspberry Pi with its camera module and a Pelco-D head. */
@NullMarked
package org.camerad.driver.pi;

import org.jspecify.annotations.NullMarked;
