package org.camerad.onvif;

/**
 * The parts that both media services share.
 *
 * @param parts the parts of the camera
 * @param tokens the tokens of what the camera has
 * @param profiles the profiles
 * @param writer writes configurations
 * @param encoders sets configurations, and writes options
 */
record MediaParts(OnvifParts parts, MediaTokens tokens, MediaProfiles profiles, MediaWriter writer,
		MediaEncoders encoders) {

	static MediaParts of(OnvifParts parts, OnvifSettings settings) {
		MediaTokens tokens = new MediaTokens(parts.calls());
		MediaProfiles profiles = new MediaProfiles(tokens, settings);
		return new MediaParts(parts, tokens, profiles, new MediaWriter(parts, profiles), new MediaEncoders(parts));
	}

}
