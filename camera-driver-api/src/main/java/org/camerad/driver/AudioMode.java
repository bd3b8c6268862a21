package org.camerad.driver;

import java.util.List;

/**
 * One combination that the audio encoder offers (contract 3.11).
 *
 * @param codec the codec
 * @param sampleRate samples a second
 * @param bitratesKbps bit rates in kbit/s, at least one, the usual one first
 */
public record AudioMode(AudioCodec codec, int sampleRate, List<Integer> bitratesKbps) {

	public AudioMode {
		bitratesKbps = List.copyOf(bitratesKbps);
	}

}
