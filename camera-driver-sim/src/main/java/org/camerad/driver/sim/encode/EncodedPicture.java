package org.camerad.driver.sim.encode;

/**
 * The encoded form of one picture.
 *
 * @param data an access unit in Annex B form
 * @param keyFrame whether decoding can start here
 */
public record EncodedPicture(byte[] data, boolean keyFrame) {
}
