package org.camerad.driver.support.picture.jpeg;

/**
 * A whole JPEG. {@code data} is shared and must not be changed.
 *
 * @param data the picture from its first marker to its last
 * @param header the parsed header
 */
public record Jpeg(byte[] data, JpegHeader header) {
}
