package org.camerad.driver;

/**
 * Microphone and loudspeaker (contract 3.12).
 *
 * @param enabled whether streams carry audio
 * @param codec the codec
 * @param sampleRate samples a second
 * @param bitrateKbps bit rate in kbit/s
 * @param inputVolume 1 to 100
 * @param outputVolume 1 to 100
 * @param amplify whether the power amplifier is on
 */
public record Audio(boolean enabled, AudioCodec codec, int sampleRate, int bitrateKbps, int inputVolume,
		int outputVolume, boolean amplify) {
}
