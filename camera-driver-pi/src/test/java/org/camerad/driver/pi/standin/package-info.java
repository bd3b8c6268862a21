/** Strict stand-ins for the hardware and programs of a Raspberry Pi. */
@NullMarked
package org.camerad.driver.pi.standin;

import org.jspecify.annotations.NullMarked;
