package org.camerad.driver.pi.video;

/**
 * A picture from the camera process.
 *
 * @param jpeg a complete JPEG
 * @param width the width in pixels from the JPEG header
 * @param height the height in pixels from the JPEG header
 * @param timeNanos the time of arrival, {@link System#nanoTime()}
 * @param generation the number of the settings for which the picture was made
 */
record Frame(byte[] jpeg, int width, int height, long timeNanos, long generation) {
}
