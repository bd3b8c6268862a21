package org.camerad.driver;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * The audio encoder, microphone and loudspeaker. Volumes are 1 to 100 (A4).
 * {@link #apply} throws REFUSED for a combination that no mode covers (A3).
 */
public interface AudioControl extends Control<Audio> {

	/**
	 * Returns the combinations that the encoder offers: at least one, grouped by codec
	 * (A1). Each is accepted with each of its bit rates (A2). Constant while the camera
	 * is open.
	 */
	List<AudioMode> modes();

	/**
	 * Returns the publisher of encoded audio (A5); empty if the camera does not provide
	 * it. Nothing is published while audio is disabled (A6). Subscriptions behave as
	 * those of {@link EncodedVideo#accessUnits()} (A7), except that every frame can be
	 * decoded on its own.
	 */
	default Optional<Flow.Publisher<AudioFrame>> frames() {
		return Optional.empty();
	}

}
