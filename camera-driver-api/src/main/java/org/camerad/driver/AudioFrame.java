package org.camerad.driver;

/**
 * A piece of encoded audio.
 *
 * @param codec how it is encoded
 * @param sampleRate samples a second
 * @param data G.711: one byte a sample, one channel; AAC: one raw access unit of 1024
 * samples without ADTS header, one channel. Shared, never to be written to
 * @param timeNanos when its first sample was taken, as {@link AccessUnit#timeNanos()}
 */
public record AudioFrame(AudioCodec codec, int sampleRate, byte[] data, long timeNanos) {
}
