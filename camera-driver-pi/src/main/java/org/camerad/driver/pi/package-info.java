/**
 * The driver for a Raspberry Pi with a camera module and an optional Pelco-D head.
 */
@NullMarked
package org.camerad.driver.pi;

import org.jspecify.annotations.NullMarked;
