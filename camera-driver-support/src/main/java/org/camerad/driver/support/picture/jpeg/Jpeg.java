package org.camerad.driver.support.picture.jpeg;

/**
 * A whole JPEG.
 *
 * @param data the picture from its first marker to its last
 * @param header its header
 */
public record Jpeg(byte[] data, JpegHeader header) {
}
