package org.camerad.onvif;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

import org.camerad.audio.AudioSettings;
import org.camerad.camera.StreamId;
import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.Codec;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.video.VideoSettings;

/** A writer of configurations in the forms of both media services. Any thread. */
final class MediaWriter {

	/** The duration after which a stream without a client ends, as RTSP tells it. */
	static final String SESSION_TIMEOUT = "PT60S";

	/** The only quality: bit rate alone determines it. */
	private static final int QUALITY = 1;

	private final OnvifParts parts;

	private final MediaProfiles profiles;

	private final PtzWriter ptz;

	private final MediaMetadata metadata;

	MediaWriter(OnvifParts parts, MediaProfiles profiles, PtzWriter ptz, MediaMetadata metadata) {
		this.parts = parts;
		this.profiles = profiles;
		this.ptz = ptz;
		this.metadata = metadata;
	}

	/** Returns whether a stream has video that is encoded as its settings say. */
	boolean isEncoded(StreamId stream) {
		return stream.of(this.parts.calls().camera()).encoded().isPresent();
	}

	Video video(StreamId stream) {
		return this.parts.settings().record(VideoSettings.of(stream));
	}

	private Audio audio() {
		return this.parts.settings().record(AudioSettings.AUDIO);
	}

	/** Returns the largest resolution of the sensor. */
	Resolution largest() {
		return StreamId.MAIN.of(this.parts.calls().camera())
			.modes()
			.stream()
			.map(VideoMode::resolution)
			.max(Comparator.comparingInt((resolution) -> resolution.width() * resolution.height()))
			.orElseThrow();
	}

	/** Writes the video source of the first media service. */
	void writeVideoSource(String name, SoapWriter out) {
		out.start(name).attribute("token", MediaTokens.VIDEO_SOURCE);
		out.element("tt:Framerate", video(StreamId.MAIN).frameRate());
		writeResolution("tt:Resolution", largest(), out);
		out.end();
	}

	void writeAudioSource(String name, SoapWriter out) {
		out.start(name).attribute("token", MediaTokens.AUDIO_SOURCE).element("tt:Channels", 1).end();
	}

	static void writeResolution(String name, Resolution resolution, SoapWriter out) {
		out.start(name).element("tt:Width", resolution.width()).element("tt:Height", resolution.height()).end();
	}

	/**
	 * Writes a configuration of the first media service, which knows no H.265.
	 * @return whether there was anything to write
	 */
	boolean write(MediaKind kind, String token, String name, SoapWriter out) {
		switch (kind) {
			case VIDEO_SOURCE -> writeVideoSourceConfiguration(token, name, out);
			case AUDIO_SOURCE -> writeAudioSourceConfiguration(token, name, out);
			case AUDIO_ENCODER -> writeAudioEncoder(token, name, out);
			case ANALYTICS -> this.metadata.writeAnalytics(start(name, token, "motion detection", out));
			case METADATA -> this.metadata.write(start(name, token, "metadata", out));
			case PTZ -> this.ptz.writeConfiguration(name, out);
			case VIDEO_ENCODER -> {
				return writeVideoEncoder(token, name, out);
			}
		}
		return true;
	}

	/** Writes a configuration of the second media service. */
	void write2(MediaKind kind, String token, String name, SoapWriter out) {
		switch (kind) {
			case VIDEO_ENCODER -> writeVideoEncoder2(token, name, out);
			case AUDIO_ENCODER -> writeAudioEncoder2(token, name, out);
			default -> write(kind, token, name, out);
		}
	}

	private SoapWriter start(String name, String token, String title, BiConsumer<SoapWriter, String> attributes,
			SoapWriter out) {
		out.start(name).attribute("token", token);
		attributes.accept(out, token);
		return out.element("tt:Name", title).element("tt:UseCount", this.profiles.useCount(token));
	}

	private SoapWriter start(String name, String token, String title, SoapWriter out) {
		return start(name, token, title, (writer, same) -> {
		}, out);
	}

	private void writeVideoSourceConfiguration(String token, String name, SoapWriter out) {
		Resolution size = largest();
		start(name, token, "video source", out).element("tt:SourceToken", MediaTokens.VIDEO_SOURCE);
		out.start("tt:Bounds").attribute("x", 0).attribute("y", 0).attribute("width", size.width());
		out.attribute("height", size.height()).end().end();
	}

	private void writeAudioSourceConfiguration(String token, String name, SoapWriter out) {
		start(name, token, "microphone", out).element("tt:SourceToken", MediaTokens.AUDIO_SOURCE).end();
	}

	/** Returns the name of a stream's encoding: a stream of pictures is JPEG. */
	String encoding(StreamId stream) {
		return isEncoded(stream) ? video(stream).codec().name() : "JPEG";
	}

	private boolean writeVideoEncoder(String token, String name, SoapWriter out) {
		StreamId stream = MediaTokens.stream(token);
		Video video = video(stream);
		if (isEncoded(stream) && video.codec() == Codec.H265) {
			return false;
		}
		start(name, token, title(stream), out).element("tt:Encoding", encoding(stream));
		writeResolution("tt:Resolution", video.resolution(), out);
		out.element("tt:Quality", QUALITY).start("tt:RateControl").element("tt:FrameRateLimit", video.frameRate());
		out.element("tt:EncodingInterval", 1).element("tt:BitrateLimit", video.bitrateKbps()).end();
		if (isEncoded(stream)) {
			out.start("tt:H264").element("tt:GovLength", video.gopLength()).element("tt:H264Profile", "Main").end();
		}
		writeMulticast(out);
		out.element("tt:SessionTimeout", SESSION_TIMEOUT).end();
		return true;
	}

	private static String title(StreamId stream) {
		return (stream == StreamId.MAIN) ? "main encoder" : "sub encoder";
	}

	/** There is no multicast; the schema wants an address. */
	static void writeMulticast(SoapWriter out) {
		out.start("tt:Multicast").start("tt:Address").element("tt:Type", "IPv4");
		out.element("tt:IPv4Address", "0.0.0.0").end().element("tt:Port", 0).element("tt:TTL", 1);
		out.element("tt:AutoStart", false).end();
	}

	private void writeVideoEncoder2(String token, String name, SoapWriter out) {
		StreamId stream = MediaTokens.stream(token);
		Video video = video(stream);
		start(name, token, title(stream), (writer, same) -> {
			if (isEncoded(stream)) {
				writer.attribute("GovLength", video.gopLength()).attribute("Profile", "Main");
			}
		}, out).element("tt:Encoding", encoding(stream));
		writeResolution("tt:Resolution", video.resolution(), out);
		out.start("tt:RateControl")
			.attribute("ConstantBitRate", video.bitrateControl() == Video.BitrateControl.CBR)
			.element("tt:FrameRateLimit", video.frameRate())
			.element("tt:BitrateLimit", video.bitrateKbps())
			.end();
		writeMulticast(out);
		out.element("tt:Quality", QUALITY).end();
	}

	private void writeAudioEncoder(String token, String name, SoapWriter out) {
		Audio audio = audio();
		start(name, token, "audio encoder", out).element("tt:Encoding", encoding(audio.codec()));
		out.element("tt:Bitrate", audio.bitrateKbps()).element("tt:SampleRate", audio.sampleRate() / 1000);
		writeMulticast(out);
		out.element("tt:SessionTimeout", SESSION_TIMEOUT).end();
	}

	static String encoding(AudioCodec codec) {
		return (codec == AudioCodec.AAC) ? "AAC" : "G711";
	}

	/** Returns the names of RFC 3551 and RFC 3640, as the second media service wants. */
	static String encoding2(AudioCodec codec) {
		return switch (codec) {
			case AAC -> "MP4A-LATM";
			case G711_A_LAW -> "PCMA";
			case G711_MU_LAW -> "PCMU";
		};
	}

	private void writeAudioEncoder2(String token, String name, SoapWriter out) {
		Audio audio = audio();
		start(name, token, "audio encoder", out).element("tt:Encoding", encoding2(audio.codec()));
		writeMulticast(out);
		out.element("tt:Bitrate", audio.bitrateKbps()).element("tt:SampleRate", audio.sampleRate() / 1000).end();
	}

	/** Writes a profile of the first media service. */
	void writeProfile(String name, MediaProfile profile, SoapWriter out) {
		out.start(name).attribute("token", profile.token()).attribute("fixed", profile.fixed());
		out.element("tt:Name", profile.name());
		for (MediaKind kind : MediaKind.values()) {
			String token = profile.configurations().get(kind);
			if (token != null) {
				write(kind, token, "tt:" + kind.firstWord() + "Configuration", out);
			}
		}
		out.end();
	}

	/** Writes a profile of the second media service with configurations of some kinds. */
	void writeProfile2(MediaProfile profile, List<MediaKind> kinds, SoapWriter out) {
		out.start("tr2:Profiles").attribute("token", profile.token()).attribute("fixed", profile.fixed());
		out.element("tr2:Name", profile.name());
		boolean any = kinds.stream().anyMatch(profile::has);
		if (any) {
			out.start("tr2:Configurations");
			kinds.forEach((kind) -> {
				String token = profile.configurations().get(kind);
				if (token != null) {
					write2(kind, token, "tr2:" + kind.word(), out);
				}
			});
			out.end();
		}
		out.end();
	}

}
