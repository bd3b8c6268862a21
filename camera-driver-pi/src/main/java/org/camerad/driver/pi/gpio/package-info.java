/**
 * What hangs on the board's header, through Pi4J: IR-cut filter, IR light, status LED,
 * reset button and light sensor. A pin that is not configured is not touched.
 */
@NullMarked
package org.camerad.driver.pi.gpio;

import org.jspecify.annotations.NullMarked;
