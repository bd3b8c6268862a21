/**
 * Devices at the board's GPIO header, through Pi4J: IR-cut filter, IR light, status LED,
 * reset button and light sensor. Pins that are not configured are not touched.
 */
@NullMarked
package org.camerad.driver.pi.gpio;

import org.jspecify.annotations.NullMarked;
