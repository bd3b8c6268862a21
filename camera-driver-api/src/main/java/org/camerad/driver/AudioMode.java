package org.camerad.driver;

import java.util.List;

/**
 * A combination that the audio encoder offers (contract 3.11). Immutable.
 *
 * @param codec the codec
 * @param sampleRate sample rate in Hz
 * @param bitratesKbps bit rates in kbit/s, at least one, the usual one first
 */
public record AudioMode(AudioCodec codec, int sampleRate, List<Integer> bitratesKbps) {

	/** Creates a combination. */
	public AudioMode {
		bitratesKbps = List.copyOf(bitratesKbps);
	}

}
