package org.camerad.onvif;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.camera.StreamId;
import org.camerad.driver.Codec;

/** The first media service (ver10/media/wsdl), which knows H.264 and JPEG. */
final class MediaService {

	private static final Service.About ABOUT = new Service.About(Names.MEDIA, "trt", "/onvif/media_service", 26, 6);

	private static final Set<String> NOT_BUILT = Service.names("""
			GetAudioOutputs AddAudioOutputConfiguration RemoveAudioOutputConfiguration AddAudioDecoderConfiguration
			RemoveAudioDecoderConfiguration GetAudioOutputConfigurations GetAudioDecoderConfigurations
			GetAudioOutputConfiguration GetAudioDecoderConfiguration GetCompatibleAudioOutputConfigurations
			GetCompatibleAudioDecoderConfigurations
			SetVideoAnalyticsConfiguration SetAudioOutputConfiguration SetAudioDecoderConfiguration
			GetAudioOutputConfigurationOptions GetAudioDecoderConfigurationOptions StartMulticastStreaming
			StopMulticastStreaming GetVideoSourceModes SetVideoSourceMode
			""");

	private final MediaParts media;

	private final MediaOperations shared;

	private MediaService(MediaParts media) {
		this.media = media;
		this.shared = new MediaOperations(media, "trt");
	}

	/** Creates the service. */
	static Service of(MediaParts media) {
		MediaService service = new MediaService(media);
		return Service.of(ABOUT, () -> true, service::writeCapabilities,
				new Service.Category("Media", service::writeCategory), NOT_BUILT,
				Stream
					.of(service.profiles(), service.sources(), service.encoders(), service.configurations(),
							service.shared.all(), service.streams())
					.flatMap((operations) -> operations));
	}

	private void writeCapabilities(SoapWriter out) {
		out.start("trt:Capabilities").attribute("SnapshotUri", true).attribute("Rotation", false);
		out.attribute("VideoSourceMode", false).attribute("OSD", this.shared.osds().isPresent());
		out.attribute("TemporaryOSDText", false).attribute("EXICompression", false);
		out.start("trt:ProfileCapabilities").attribute("MaximumNumberOfProfiles", MediaProfiles.MAX_PROFILES).end();
		out.start("trt:StreamingCapabilities").attribute("RTPMulticast", false).attribute("RTP_TCP", true);
		out.attribute("RTP_RTSP_TCP", true).attribute("NonAggregateControl", false).end().end();
	}

	private void writeCategory(SoapWriter out) {
		out.start("tt:StreamingCapabilities").element("tt:RTPMulticast", false).element("tt:RTP_TCP", true);
		out.element("tt:RTP_RTSP_TCP", true).end();
		out.start("tt:Extension").start("tt:ProfileCapabilities");
		out.element("tt:MaximumNumberOfProfiles", MediaProfiles.MAX_PROFILES).end().end();
	}

	// --- profiles ---

	private Stream<Operation> profiles() {
		return Stream.concat(
				Stream.of(new Operation("GetProfiles", Access.READ_MEDIA,
						(call, out) -> this.media.profiles()
							.all()
							.forEach((profile) -> this.media.writer().writeProfile("trt:Profiles", profile, out))),
						new Operation("GetProfile", Access.READ_MEDIA,
								(call, out) -> this.media.writer()
									.writeProfile("trt:Profile", this.shared.profile(call), out)),
						new Operation("CreateProfile", Access.ACTUATE, this::createProfile),
						new Operation("DeleteProfile", Access.ACTUATE,
								(call, out) -> this.media.profiles()
									.delete(call.request().requireText("ProfileToken")))),
				Stream.of(MediaKind.values())
					.flatMap((kind) -> Stream.of(
							new Operation("Add" + kind.firstWord() + "Configuration", Access.ACTUATE,
									(call, out) -> add(kind, call.request())),
							new Operation("Remove" + kind.firstWord() + "Configuration", Access.ACTUATE,
									(call, out) -> remove(kind, call.request())))));
	}

	private void createProfile(SoapCall call, SoapWriter out) {
		MediaProfile created = this.media.profiles()
			.create(call.request().findText("Token").orElse(""), call.request().requireText("Name"), Map.of());
		this.media.writer().writeProfile("trt:Profile", created, out);
	}

	private void add(MediaKind kind, SoapElement request) {
		String token = this.media.tokens().require(kind, request.requireText("ConfigurationToken"));
		this.media.profiles().change(request.requireText("ProfileToken"), (profile) -> profile.with(kind, token));
	}

	private void remove(MediaKind kind, SoapElement request) {
		this.media.profiles().change(request.requireText("ProfileToken"), (profile) -> profile.without(kind));
	}

	// --- sources and configurations ---

	private Stream<Operation> sources() {
		return Stream.of(
				new Operation("GetVideoSources", Access.READ_MEDIA,
						(call, out) -> this.media.writer().writeVideoSource("trt:VideoSources", out)),
				new Operation("GetAudioSources", Access.READ_MEDIA, (call, out) -> {
					this.shared.checkAudio();
					this.media.writer().writeAudioSource("trt:AudioSources", out);
				}));
	}

	/** The queries that all kinds of configurations have. */
	private Stream<Operation> configurations() {
		return Stream.of(MediaKind.values())
			.filter((kind) -> kind != MediaKind.PTZ)
			.flatMap((kind) -> Stream.of(
					new Operation("Get" + kind.firstWord() + "Configurations", Access.READ_MEDIA,
							(call, out) -> writeAll(kind, out)),
					new Operation("GetCompatible" + kind.firstWord() + "Configurations", Access.READ_MEDIA,
							(call, out) -> {
								this.shared.profile(call);
								writeAll(kind, out);
							}),
					new Operation("Get" + kind.firstWord() + "Configuration", Access.READ_MEDIA,
							(call, out) -> writeOne(kind, call.request(), out))));
	}

	private void checkKind(MediaKind kind) {
		if (kind == MediaKind.AUDIO_SOURCE || kind == MediaKind.AUDIO_ENCODER) {
			this.shared.checkAudio();
		}
	}

	private void writeAll(MediaKind kind, SoapWriter out) {
		checkKind(kind);
		this.media.tokens()
			.all(kind)
			.forEach((token) -> this.media.writer().write(kind, token, "trt:Configurations", out));
	}

	private void writeOne(MediaKind kind, SoapElement request, SoapWriter out) {
		checkKind(kind);
		String token = this.media.tokens().require(kind, request.requireText("ConfigurationToken"));
		if (!this.media.writer().write(kind, token, "trt:Configuration", out)) {
			throw SoapFault.invalidValue("ter:NoConfig", "the stream is H.265; use the second media service");
		}
	}

	// --- encoders ---

	private Stream<Operation> encoders() {
		return Stream.of(
				new Operation("GetVideoEncoderConfigurationOptions", Access.READ_MEDIA,
						(call, out) -> this.media.encoders().writeOptions(this.shared.stream(call.request()), out)),
				new Operation("GetGuaranteedNumberOfVideoEncoderInstances", Access.READ_MEDIA, this::writeInstances),
				new Operation("GetAudioEncoderConfigurationOptions", Access.READ_MEDIA,
						(call, out) -> this.media.encoders().writeAudioOptions(out)));
	}

	private void writeInstances(SoapCall call, SoapWriter out) {
		this.media.tokens().require(MediaKind.VIDEO_SOURCE, call.request().requireText("ConfigurationToken"));
		long h264 = Stream.of(StreamId.values())
			.filter((stream) -> this.media.writer().isEncoded(stream)
					&& this.media.writer().video(stream).codec() == Codec.H264)
			.count();
		out.element("trt:TotalNumber", StreamId.values().length).element("trt:H264", h264);
	}

	// --- streams ---

	private Stream<Operation> streams() {
		return Stream.of(new Operation("GetStreamUri", Access.READ_MEDIA, this::writeStreamUri),
				new Operation("GetSnapshotUri", Access.READ_MEDIA, (call,
						out) -> writeUri(this.shared.uris().snapshot(this.shared.profile(call), call.base()), out)),
				new Operation("GetOSD", Access.READ_MEDIA, this.shared.osds()::writeOne));
	}

	private void writeStreamUri(SoapCall call, SoapWriter out) {
		writeUri(this.shared.uris()
			.stream(this.shared.profile(call), call.request().require("StreamSetup"), call.base()), out);
	}

	private static void writeUri(String uri, SoapWriter out) {
		out.start("trt:MediaUri").element("tt:Uri", uri).element("tt:InvalidAfterConnect", false);
		out.element("tt:InvalidAfterReboot", false).element("tt:Timeout", "PT0S").end();
	}

}
