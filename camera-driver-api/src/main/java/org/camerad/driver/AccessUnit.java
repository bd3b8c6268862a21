package org.camerad.driver;

/**
 * One encoded picture of a stream.
 *
 * @param codec how it is encoded
 * @param data the access unit in Annex B form (start codes 00 00 00 01 or 00 00 01; ITU-T
 * H.264 and H.265, annex B); a key frame begins with its parameter sets. Shared, never to
 * be written to
 * @param timeNanos when the picture was taken, by {@link System#nanoTime()}: with it
 * viewers learn the time of day of each picture, and which sound belongs to it
 * @param keyFrame whether decoding can start here
 */
public record AccessUnit(Codec codec, byte[] data, long timeNanos, boolean keyFrame) {
}
