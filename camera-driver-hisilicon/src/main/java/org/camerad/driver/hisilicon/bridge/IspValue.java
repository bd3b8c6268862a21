package org.camerad.driver.hisilicon.bridge;

/**
 * What an attribute is set to.
 *
 * @param manual whether it was set by hand rather than by the sensor's tuning
 * @param value 0 to 255; of a factor as near as the library's rounding lets it be told
 */
public record IspValue(boolean manual, int value) {
}
