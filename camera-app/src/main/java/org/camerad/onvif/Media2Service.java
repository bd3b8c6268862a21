package org.camerad.onvif;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.camera.StreamId;

/** The second media service (ver20/media/wsdl). */
final class Media2Service {

	private static final Service.About ABOUT = new Service.About(Names.MEDIA2, "tr2", "/onvif/media2_service", 26, 6);

	private static final Set<String> NOT_BUILT = Service.names("""
			GetAudioOutputConfigurations GetAudioDecoderConfigurations
			SetAudioOutputConfiguration SetAudioDecoderConfiguration
			GetAudioOutputConfigurationOptions GetAudioDecoderConfigurationOptions SetEQPreset
			StartMulticastStreaming StopMulticastStreaming GetVideoSourceModes SetVideoSourceMode GetMasks
			GetMaskOptions SetMask CreateMask DeleteMask GetWebRTCConfigurations SetWebRTCConfigurations
			GetAudioClips AddAudioClip AddTTSAudioClip SetAudioClip DeleteAudioClip PlayAudioClip
			GetPlayingAudioClips GetMulticastAudioDecoderConfigurations GetMulticastAudioDecoderConfigurationOptions
			SetMulticastAudioDecoderConfiguration
			""");

	private final MediaParts media;

	private final MediaOperations shared;

	private Media2Service(MediaParts media) {
		this.media = media;
		this.shared = new MediaOperations(media, "tr2");
	}

	/** Creates the service. */
	static Service of(MediaParts media) {
		Media2Service service = new Media2Service(media);
		return Service.of(ABOUT, () -> media.parts().persona().hasMedia2(), service::writeCapabilities, null, NOT_BUILT,
				Stream
					.of(service.profiles(), service.configurations(), service.encoders(), service.shared.all(),
							service.streams())
					.flatMap((operations) -> operations));
	}

	private void writeCapabilities(SoapWriter out) {
		out.start("tr2:Capabilities").attribute("SnapshotUri", true).attribute("Rotation", false);
		out.attribute("VideoSourceMode", false)
			.attribute("OSD", this.shared.osds().isPresent())
			.attribute("TemporaryOSDText", false)
			.attribute("Mask", false);
		out.start("tr2:ProfileCapabilities").attribute("MaximumNumberOfProfiles", MediaProfiles.MAX_PROFILES);
		out.attribute("ConfigurationsSupported", supported()).end();
		out.start("tr2:StreamingCapabilities").attribute("RTSPStreaming", this.media.parts().rtspPort() != 0);
		out.attribute("RTPMulticast", false).attribute("RTP_RTSP_TCP", true).attribute("NonAggregateControl", false);
		out.attribute("AutoStartMulticast", false).end().end();
	}

	private String supported() {
		List<String> words = Arrays.stream(MediaKind.values())
			.filter((kind) -> !this.media.tokens().all(kind).isEmpty())
			.map(MediaKind::word)
			.toList();
		return String.join(" ", words);
	}

	// --- profiles ---

	private Stream<Operation> profiles() {
		return Stream.of(new Operation("GetProfiles", Access.READ_MEDIA, this::writeProfiles),
				new Operation("CreateProfile", Access.ACTUATE, this::create),
				new Operation("DeleteProfile", Access.ACTUATE,
						(call, out) -> this.media.profiles().delete(call.request().requireText("Token"))),
				new Operation("AddConfiguration", Access.ACTUATE, (call, out) -> add(call.request())),
				new Operation("RemoveConfiguration", Access.ACTUATE, (call, out) -> remove(call.request())));
	}

	private void writeProfiles(SoapCall call, SoapWriter out) {
		Set<String> types = call.request()
			.all("Type")
			.map(SoapElement::text)
			.collect(java.util.stream.Collectors.toSet());
		List<MediaKind> kinds = Arrays.stream(MediaKind.values())
			.filter((kind) -> types.contains("All") || types.contains(kind.word()))
			.toList();
		Optional<String> token = call.request().findText("Token");
		List<MediaProfile> profiles = token.map((named) -> List.of(this.media.profiles().require(named)))
			.orElseGet(this.media.profiles()::all);
		profiles.forEach((profile) -> this.media.writer().writeProfile2(profile, kinds, out));
	}

	private void create(SoapCall call, SoapWriter out) {
		Map<MediaKind, String> configurations = new EnumMap<>(MediaKind.class);
		call.request().all("Configuration").forEach((reference) -> {
			MediaKind kind = MediaKind.of(reference.requireText("Type"));
			configurations.put(kind, token(kind, reference));
		});
		MediaProfile created = this.media.profiles().create("", call.request().requireText("Name"), configurations);
		out.element("tr2:Token", created.token());
	}

	/** Returns the named configuration of a reference, or the first one of its kind. */
	private String token(MediaKind kind, SoapElement reference) {
		String named = reference.findText("Token").orElse("");
		List<String> all = this.media.tokens().all(kind);
		return (named.isEmpty() && !all.isEmpty()) ? all.get(0) : this.media.tokens().require(kind, named);
	}

	private void add(SoapElement request) {
		this.media.profiles().change(request.requireText("ProfileToken"), (profile) -> {
			MediaProfile changed = request.findText("Name").map(profile::named).orElse(profile);
			for (SoapElement reference : request.all("Configuration").toList()) {
				MediaKind kind = MediaKind.of(reference.requireText("Type"));
				changed = changed.with(kind, token(kind, reference));
			}
			return changed;
		});
	}

	private void remove(SoapElement request) {
		this.media.profiles().change(request.requireText("ProfileToken"), (profile) -> {
			MediaProfile changed = profile;
			for (SoapElement reference : request.all("Configuration").toList()) {
				String type = reference.requireText("Type");
				List<MediaKind> kinds = type.equals("All") ? List.of(MediaKind.values()) : List.of(MediaKind.of(type));
				for (MediaKind kind : kinds) {
					changed = changed.without(kind);
				}
			}
			return changed;
		});
	}

	// --- configurations ---

	private Stream<Operation> configurations() {
		return Stream.of(MediaKind.values())
			.filter((kind) -> kind != MediaKind.PTZ)
			.map((kind) -> new Operation("Get" + kind.word() + "Configurations", Access.READ_MEDIA,
					(call, out) -> write(kind, call.request(), out)));
	}

	/**
	 * Writes all configurations of a kind, or the named one. All of them fit to each
	 * profile.
	 */
	private void write(MediaKind kind, SoapElement request, SoapWriter out) {
		request.findText("ProfileToken").ifPresent(this.media.profiles()::require);
		List<String> tokens = request.findText("ConfigurationToken")
			.map((token) -> List.of(this.media.tokens().require(kind, token)))
			.orElseGet(() -> this.media.tokens().all(kind));
		tokens.forEach((token) -> this.media.writer().write2(kind, token, "tr2:Configurations", out));
	}

	private Stream<Operation> encoders() {
		return Stream.of(
				new Operation("GetVideoEncoderConfigurationOptions", Access.READ_MEDIA,
						(call, out) -> this.media.encoders().writeOptions2(this.shared.stream(call.request()), out)),
				new Operation("GetVideoEncoderInstances", Access.READ_MEDIA, this::writeInstances),
				new Operation("GetAudioEncoderConfigurationOptions", Access.READ_MEDIA,
						(call, out) -> this.media.encoders().writeAudioOptions2(out)));
	}

	private void writeInstances(SoapCall call, SoapWriter out) {
		this.media.tokens().require(MediaKind.VIDEO_SOURCE, call.request().requireText("ConfigurationToken"));
		out.start("tr2:Info");
		Stream.of(StreamId.values())
			.map(this.media.writer()::encoding)
			.distinct()
			.forEach((encoding) -> out.start("tr2:Codec")
				.element("tr2:Encoding", encoding)
				.element("tr2:Number", count(encoding))
				.end());
		out.element("tr2:Total", StreamId.values().length).end();
	}

	private long count(String encoding) {
		return Stream.of(StreamId.values()).map(this.media.writer()::encoding).filter(encoding::equals).count();
	}

	// --- streams ---

	private Stream<Operation> streams() {
		return Stream.of(
				new Operation("GetStreamUri", Access.READ_MEDIA,
						(call, out) -> out.element("tr2:Uri", this.shared.uris()
							.stream2(this.shared.profile(call), call.request().requireText("Protocol"), call.base()))),
				new Operation("GetSnapshotUri", Access.READ_MEDIA, (call, out) -> out.element("tr2:Uri",
						this.shared.uris().snapshot(this.shared.profile(call), call.base()))));
	}

}
