package org.camerad.driver;

/**
 * Settings of microphone and loudspeaker (contract 3.12). Immutable. The range of each
 * value is what {@link AudioControl#modes()} offers.
 *
 * @param enabled whether streams carry audio
 * @param codec the codec
 * @param sampleRate sample rate in Hz
 * @param bitrateKbps bit rate in kbit/s
 * @param inputVolume input volume, 1 to 100
 * @param outputVolume output volume, 1 to 100
 * @param amplify whether the power amplifier is on
 */
public record Audio(boolean enabled, AudioCodec codec, int sampleRate, int bitrateKbps, int inputVolume,
		int outputVolume, boolean amplify) {
}
