package org.camerad.driver;

/**
 * A frame of encoded audio, one channel. Immutable; {@code data} is shared and must not
 * be changed.
 *
 * @param codec the codec of {@code data}
 * @param sampleRate sample rate in Hz
 * @param data for G.711 one byte for each sample; for AAC one raw access unit of 1024
 * samples without ADTS header
 * @param timeNanos the capture time of the first sample, by the clock of
 * {@link AccessUnit#timeNanos()}
 */
public record AudioFrame(AudioCodec codec, int sampleRate, byte[] data, long timeNanos) {
}
