package org.camerad.onvif;

import java.util.ArrayList;
import java.util.List;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.StreamId;
import org.camerad.driver.Camera;

/** The tokens of the sources and configurations that a camera has. Immutable. */
final class MediaTokens {

	static final String VIDEO_SOURCE = "video_source";

	static final String AUDIO_SOURCE = "audio_source";

	static final String PTZ = "ptz";

	static final String METADATA = "metadata";

	static final String VIDEO_SOURCE_CONFIGURATION = "video_source_config";

	private static final String AUDIO_SOURCE_CONFIGURATION = "audio_source_config";

	static final String AUDIO_ENCODER = "audio_encoder";

	static final String MAIN = "video_encoder_main";

	static final String SUB = "video_encoder_sub";

	private final CameraCalls calls;

	MediaTokens(CameraCalls calls) {
		this.calls = calls;
	}

	/** Returns the tokens of all configurations of a kind, empty if there are none. */
	List<String> all(MediaKind kind) {
		return switch (kind) {
			case VIDEO_SOURCE -> List.of(VIDEO_SOURCE_CONFIGURATION);
			case VIDEO_ENCODER -> List.of(MAIN, SUB);
			case AUDIO_SOURCE -> hasAudio() ? List.of(AUDIO_SOURCE_CONFIGURATION) : List.of();
			case AUDIO_ENCODER -> hasAudio() ? List.of(AUDIO_ENCODER) : List.of();
			case ANALYTICS -> hasMotion() ? List.of(MotionTokens.ANALYTICS_CONFIGURATION) : List.of();
			case PTZ -> hasPtz() ? List.of(PTZ) : List.of();
			case METADATA -> hasMotion() ? List.of(METADATA) : List.of();
		};
	}

	boolean hasAudio() {
		return this.calls.present().flatMap(Camera::audio).isPresent();
	}

	/** Returns whether the camera detects motion, which the metadata tell. */
	private boolean hasMotion() {
		return this.calls.present().flatMap(Camera::motion).isPresent();
	}

	boolean hasPtz() {
		return this.calls.present().flatMap(Camera::ptz).isPresent();
	}

	/**
	 * Returns the only configuration of a kind, or that of a token.
	 * @throws SoapFault {@code ter:NoConfig} when there is no such configuration
	 */
	String require(MediaKind kind, String token) {
		if (!all(kind).contains(token)) {
			throw SoapFault.invalidValue("ter:NoConfig", "there is no such configuration");
		}
		return token;
	}

	/** Returns the stream of a video encoder. */
	static StreamId stream(String encoder) {
		return encoder.equals(SUB) ? StreamId.SUB : StreamId.MAIN;
	}

	/** Returns the profile that the camera itself has for a stream. */
	MediaProfile fixed(StreamId stream) {
		boolean main = stream == StreamId.MAIN;
		MediaProfile profile = new MediaProfile(main ? "main" : "sub", main ? "main stream" : "sub stream", true,
				java.util.Map.of());
		List<MediaKind> kinds = new ArrayList<>(List.of(MediaKind.values()));
		for (MediaKind kind : kinds) {
			List<String> tokens = all(kind);
			if (!tokens.isEmpty()) {
				profile = profile.with(kind, tokens.get((kind == MediaKind.VIDEO_ENCODER && !main) ? 1 : 0));
			}
		}
		return profile;
	}

}
