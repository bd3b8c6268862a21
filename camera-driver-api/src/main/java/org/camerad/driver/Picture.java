package org.camerad.driver;

/**
 * One picture of a stream, encoded as a whole baseline JPEG (SOI to EOI).
 *
 * @param jpeg the JPEG's bytes; shared, never to be written to
 * @param number the frame's number, growing within one stream until the camera reboots
 * (V4, V10); the same number is the same picture (V6)
 */
public record Picture(byte[] jpeg, long number) {
}
