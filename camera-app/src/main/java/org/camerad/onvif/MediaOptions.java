package org.camerad.onvif;

import org.camerad.camera.StreamId;
import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;

/** The options that both media services write alike. */
final class MediaOptions {

	private MediaOptions() {
	}

	/**
	 * Returns the stream whose encoder a request names, by configuration or by profile.
	 * @throws SoapFault {@code ter:NoConfig}, {@code ter:NoProfile}
	 */
	static StreamId stream(MediaParts media, SoapElement request) {
		MediaProfile profile = request.findText("ProfileToken").map(media.profiles()::require).orElse(null);
		String token = request.findText("ConfigurationToken")
			.map((named) -> media.tokens().require(MediaKind.VIDEO_ENCODER, named))
			.orElse(null);
		if (token != null) {
			return MediaTokens.stream(token);
		}
		StreamId stream = (profile == null) ? null : profile.stream();
		return (stream == null) ? StreamId.MAIN : stream;
	}

	private static void check(MediaKind kind, MediaParts media, SoapElement request) {
		request.findText("ProfileToken").ifPresent(media.profiles()::require);
		request.findText("ConfigurationToken").ifPresent((token) -> media.tokens().require(kind, token));
	}

	static void writeVideoSource(String name, MediaParts media, SoapElement request, SoapWriter out) {
		check(MediaKind.VIDEO_SOURCE, media, request);
		Resolution size = media.writer().largest();
		out.start(name).attribute("MaximumNumberOfProfiles", MediaProfiles.MAX_PROFILES).start("tt:BoundsRange");
		MediaEncoders.writeRange("tt:XRange", new IntRange(0, 0), out);
		MediaEncoders.writeRange("tt:YRange", new IntRange(0, 0), out);
		MediaEncoders.writeRange("tt:WidthRange", new IntRange(size.width(), size.width()), out);
		MediaEncoders.writeRange("tt:HeightRange", new IntRange(size.height(), size.height()), out);
		out.end().element("tt:VideoSourceTokensAvailable", MediaTokens.VIDEO_SOURCE).end();
	}

	static void writeAudioSource(String name, MediaParts media, SoapElement request, SoapWriter out) {
		check(MediaKind.AUDIO_SOURCE, media, request);
		out.start(name).element("tt:InputTokensAvailable", MediaTokens.AUDIO_SOURCE).end();
	}

}
