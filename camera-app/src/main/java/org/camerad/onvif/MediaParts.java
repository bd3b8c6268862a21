package org.camerad.onvif;

import java.util.List;

/**
 * The parts that both media services share.
 *
 * @param parts the parts of the camera
 * @param tokens the tokens of what the camera has
 * @param profiles the profiles
 * @param writer writes configurations
 * @param encoders sets configurations, and writes options
 * @param ptz writes the configuration of the head
 * @param metadata writes and sets configurations of metadata
 */
record MediaParts(OnvifParts parts, MediaTokens tokens, MediaProfiles profiles, MediaWriter writer,
		MediaEncoders encoders, PtzWriter ptz, MediaMetadata metadata) {

	static MediaParts of(OnvifParts parts, OnvifSettings settings) {
		MediaTokens tokens = new MediaTokens(parts.calls());
		MediaProfiles profiles = new MediaProfiles(tokens, settings, (token) -> parts.events()
			.publish(List.of(EventMessage.of(EventTopic.PROFILE_CHANGED, parts.now(), List.of(token), List.of()))));
		PtzWriter ptz = new PtzWriter(profiles, new PtzSpaces(parts), new PtzDefaults(settings));
		MediaMetadata metadata = new MediaMetadata(parts, settings);
		return new MediaParts(parts, tokens, profiles, new MediaWriter(parts, profiles, ptz, metadata),
				new MediaEncoders(parts), ptz, metadata);
	}

}
