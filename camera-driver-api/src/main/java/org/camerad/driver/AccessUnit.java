package org.camerad.driver;

/**
 * One encoded picture of a stream. Immutable; {@code data} is shared and must not be
 * changed.
 *
 * @param codec the codec of {@code data}
 * @param data the access unit as a byte stream with start codes 00 00 00 01 or 00 00 01
 * (ITU-T H.264 and H.265, annex B); a key frame begins with its parameter sets
 * @param timeNanos the capture time by {@link System#nanoTime()}; clients derive the time
 * of day of each picture and the synchronisation with audio from it
 * @param keyFrame whether decoding can start at this access unit
 */
public record AccessUnit(Codec codec, byte[] data, long timeNanos, boolean keyFrame) {
}
