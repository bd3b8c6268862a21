package org.camerad.driver;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

/** The audio encoder, microphone and loudspeaker. Volumes are 1 to 100 (A4). */
public interface AudioControl extends Control<Audio> {

	/**
	 * What the encoder offers, at least one mode, grouped by codec (A1). Each is taken
	 * with each of its bit rates (A2); what no mode covers is REFUSED (A3). Constant
	 * while the camera is open.
	 */
	List<AudioMode> modes();

	/**
	 * The encoded audio as it comes (A5), empty for a camera that does not give it out.
	 * Nothing comes while audio is not enabled (A6). Subscriptions behave as those of
	 * {@link EncodedVideo#accessUnits()} (A7), but a frame needs none before it.
	 */
	default Optional<Flow.Publisher<AudioFrame>> frames() {
		return Optional.empty();
	}

}
