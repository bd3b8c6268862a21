/**
 * The service provider interface (SPI) for camera hardware: how the application finds and
 * opens a driver, the parts of a camera, and their settings.
 */
@NullMarked
package org.camerad.driver;

import org.jspecify.annotations.NullMarked;
