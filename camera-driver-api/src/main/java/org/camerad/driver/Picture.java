package org.camerad.driver;

/**
 * One picture of a stream as a whole baseline JPEG from SOI to EOI. Immutable;
 * {@code jpeg} is shared and must not be changed.
 *
 * @param jpeg the bytes of the JPEG
 * @param number the number of the frame, increasing within a stream until the camera
 * reboots (V4, V10); equal numbers mean the same picture (V6)
 */
public record Picture(byte[] jpeg, long number) {
}
