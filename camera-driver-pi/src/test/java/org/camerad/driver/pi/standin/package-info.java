/** Strict stand-ins for what a Raspberry Pi has and a build machine has not. */
@NullMarked
package org.camerad.driver.pi.standin;

import org.jspecify.annotations.NullMarked;
