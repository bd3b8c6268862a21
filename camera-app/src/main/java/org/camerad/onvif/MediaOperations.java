package org.camerad.onvif;

import java.util.Map;
import java.util.stream.Stream;

import org.camerad.camera.StreamId;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;

/** The operations that both media services have alike. */
final class MediaOperations {

	private final MediaParts media;

	private final String prefix;

	private final MediaUris uris;

	private final MediaOsds osds;

	/**
	 * Creates the operations of one media service.
	 * @param prefix the prefix of its responses
	 */
	MediaOperations(MediaParts media, String prefix) {
		this.media = media;
		this.prefix = prefix;
		this.uris = new MediaUris(media.parts());
		this.osds = new MediaOsds(media, prefix);
	}

	Stream<Operation> all() {
		Stream<Operation> own = Stream.concat(this.osds.operations(),
				this.media.metadata().operations(this.media, this.prefix));
		return Stream.concat(own, Stream.of(
				new Operation("GetVideoSourceConfigurationOptions", Access.READ_MEDIA, this::writeVideoSourceOptions),
				new Operation("GetAudioSourceConfigurationOptions", Access.READ_MEDIA, this::writeAudioSourceOptions),
				new Operation("SetVideoSourceConfiguration", Access.ACTUATE,
						(call, out) -> setVideoSource(call.request())),
				new Operation("SetAudioSourceConfiguration", Access.ACTUATE,
						(call, out) -> setAudioSource(call.request())),
				new Operation("SetVideoEncoderConfiguration", Access.ACTUATE, (call, out) -> setVideo(call.request())),
				new Operation("SetAudioEncoderConfiguration", Access.ACTUATE, (call, out) -> setAudio(call.request())),
				new Operation("SetSynchronizationPoint", Access.ACTUATE,
						(call, out) -> requestKeyFrame(profile(call)))));
	}

	MediaUris uris() {
		return this.uris;
	}

	MediaOsds osds() {
		return this.osds;
	}

	/**
	 * Returns the profile that a request names.
	 * @throws SoapFault {@code ter:NoProfile}
	 */
	MediaProfile profile(SoapCall call) {
		return this.media.profiles().require(call.request().requireText("ProfileToken"));
	}

	/**
	 * Checks that the camera has a microphone.
	 * @throws SoapFault {@code ter:AudioNotSupported}
	 */
	void checkAudio() {
		if (!this.media.tokens().hasAudio()) {
			throw SoapFault.receiver("this camera has no microphone", "ter:ActionNotSupported",
					"ter:AudioNotSupported");
		}
	}

	// --- options ---

	/**
	 * Returns the stream whose encoder a request names, by configuration or by profile.
	 * @throws SoapFault {@code ter:NoConfig}, {@code ter:NoProfile}
	 */
	StreamId stream(SoapElement request) {
		MediaProfile profile = request.findText("ProfileToken").map(this.media.profiles()::require).orElse(null);
		String token = request.findText("ConfigurationToken")
			.map((named) -> this.media.tokens().require(MediaKind.VIDEO_ENCODER, named))
			.orElse(null);
		if (token != null) {
			return MediaTokens.stream(token);
		}
		StreamId stream = (profile == null) ? null : profile.stream();
		return (stream == null) ? StreamId.MAIN : stream;
	}

	private void check(MediaKind kind, SoapElement request) {
		request.findText("ProfileToken").ifPresent(this.media.profiles()::require);
		request.findText("ConfigurationToken").ifPresent((token) -> this.media.tokens().require(kind, token));
	}

	private void writeVideoSourceOptions(SoapCall call, SoapWriter out) {
		check(MediaKind.VIDEO_SOURCE, call.request());
		Resolution size = this.media.writer().largest();
		out.start(this.prefix + ":Options").attribute("MaximumNumberOfProfiles", MediaProfiles.MAX_PROFILES);
		out.start("tt:BoundsRange");
		MediaEncoders.writeRange("tt:XRange", new IntRange(0, 0), out);
		MediaEncoders.writeRange("tt:YRange", new IntRange(0, 0), out);
		MediaEncoders.writeRange("tt:WidthRange", new IntRange(size.width(), size.width()), out);
		MediaEncoders.writeRange("tt:HeightRange", new IntRange(size.height(), size.height()), out);
		out.end().element("tt:VideoSourceTokensAvailable", MediaTokens.VIDEO_SOURCE).end();
	}

	private void writeAudioSourceOptions(SoapCall call, SoapWriter out) {
		checkAudio();
		check(MediaKind.AUDIO_SOURCE, call.request());
		out.start(this.prefix + ":Options").element("tt:InputTokensAvailable", MediaTokens.AUDIO_SOURCE).end();
	}

	// --- changes ---

	/** Returns the configuration that a request sets, which must be of a kind. */
	private SoapElement configuration(MediaKind kind, SoapElement request) {
		SoapElement wanted = request.require("Configuration");
		this.media.tokens().require(kind, wanted.attributes().getOrDefault("token", ""));
		return wanted;
	}

	/** Accepts the configuration as it is: the whole picture, unturned. */
	private void setVideoSource(SoapElement request) {
		SoapElement wanted = configuration(MediaKind.VIDEO_SOURCE, request);
		checkSource(wanted, MediaTokens.VIDEO_SOURCE);
		Resolution size = this.media.writer().largest();
		Map<String, String> whole = Map.of("x", "0", "y", "0", "width", String.valueOf(size.width()), "height",
				String.valueOf(size.height()));
		Map<String, String> bounds = wanted.require("Bounds").attributes();
		boolean turned = wanted.find("Extension")
			.flatMap((extension) -> extension.find("Rotate"))
			.flatMap((rotate) -> rotate.findText("Mode"))
			.filter((mode) -> !mode.equals("OFF"))
			.isPresent();
		if (turned
				|| !whole.entrySet().stream().allMatch((edge) -> edge.getValue().equals(bounds.get(edge.getKey())))) {
			throw SoapFault.invalidValue("ter:ConfigModify", "the picture cannot be cropped or turned");
		}
	}

	private void setAudioSource(SoapElement request) {
		checkAudio();
		checkSource(configuration(MediaKind.AUDIO_SOURCE, request), MediaTokens.AUDIO_SOURCE);
	}

	private static void checkSource(SoapElement wanted, String source) {
		if (!wanted.requireText("SourceToken").equals(source)) {
			throw SoapFault.invalidValue("ter:ConfigModify", "there is only one source");
		}
	}

	private void setVideo(SoapElement request) {
		SoapElement wanted = configuration(MediaKind.VIDEO_ENCODER, request);
		this.media.encoders().setVideo(MediaTokens.stream(wanted.attributes().getOrDefault("token", "")), wanted);
	}

	private void setAudio(SoapElement request) {
		checkAudio();
		this.media.encoders().setAudio(configuration(MediaKind.AUDIO_ENCODER, request));
	}

	private void requestKeyFrame(MediaProfile profile) {
		StreamId stream = profile.stream();
		if (stream != null) {
			stream.of(this.media.parts().calls().camera()).encoded().ifPresent(EncodedVideo::requestKeyFrame);
		}
	}

}
