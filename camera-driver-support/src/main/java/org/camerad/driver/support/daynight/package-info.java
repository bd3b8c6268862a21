/** Switching between day and night, and the IR-cut filter. */
@NullMarked
package org.camerad.driver.support.daynight;

import org.jspecify.annotations.NullMarked;
