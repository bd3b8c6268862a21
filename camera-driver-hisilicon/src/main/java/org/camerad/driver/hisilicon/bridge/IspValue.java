package org.camerad.driver.hisilicon.bridge;

/**
 * The value of an attribute.
 *
 * @param manual whether it is set manually rather than by the sensor's tuning
 * @param value 0 to 255; for a factor, as exact as the library's rounding allows
 */
public record IspValue(boolean manual, int value) {
}
