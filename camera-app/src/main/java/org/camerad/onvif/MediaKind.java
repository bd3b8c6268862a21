package org.camerad.onvif;

import java.util.Arrays;

/** A kind of configuration in a media profile, in the order of responses. */
enum MediaKind {

	VIDEO_SOURCE("VideoSource"), AUDIO_SOURCE("AudioSource"), VIDEO_ENCODER("VideoEncoder"),
	AUDIO_ENCODER("AudioEncoder"), ANALYTICS("Analytics"), PTZ("PTZ"), METADATA("Metadata");

	private final String word;

	MediaKind(String word) {
		this.word = word;
	}

	/** Returns the word of ONVIF's second media service. */
	String word() {
		return this.word;
	}

	/** Returns the word of ONVIF's first media service. */
	String firstWord() {
		return (this == ANALYTICS) ? "VideoAnalytics" : this.word;
	}

	/**
	 * Returns the kind of a word.
	 * @throws SoapFault {@code ter:InvalidArgVal} for a kind that this camera does not
	 * have
	 */
	static MediaKind of(String word) {
		return Arrays.stream(values())
			.filter((kind) -> kind.word.equals(word))
			.findFirst()
			.orElseThrow(() -> SoapFault.invalidValue("this camera has no configurations of that type"));
	}

}
