package org.camerad.driver.sim.encode;

/**
 * What an encoder made of a picture.
 *
 * @param data an access unit in Annex B form
 * @param keyFrame whether decoding can start here
 */
public record EncodedPicture(byte[] data, boolean keyFrame) {
}
