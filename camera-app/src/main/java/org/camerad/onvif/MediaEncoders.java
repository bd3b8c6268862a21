package org.camerad.onvif;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.camerad.audio.AudioSettings;
import org.camerad.camera.StreamId;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioMode;
import org.camerad.driver.Codec;
import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.settings.SettingsGroup;
import org.camerad.video.VideoSettings;

/**
 * The encoders: what they offer, and changes of their settings on the contract's own
 * path. Any thread.
 */
final class MediaEncoders {

	private static final IntRange GOP_LENGTH = new IntRange(1, 300);

	private final OnvifParts parts;

	MediaEncoders(OnvifParts parts) {
		this.parts = parts;
	}

	private List<VideoMode> modes(StreamId stream) {
		return stream.of(this.parts.calls().camera()).modes();
	}

	private boolean isEncoded(StreamId stream) {
		return stream.of(this.parts.calls().camera()).encoded().isPresent();
	}

	/** Returns the codecs of a stream, empty for a stream of pictures alone. */
	private Set<Codec> codecs(StreamId stream) {
		return isEncoded(stream)
				? modes(stream).stream().map(VideoMode::codec).collect(Collectors.toCollection(LinkedHashSet::new))
				: Set.of();
	}

	// --- options ---

	/** Writes the options of a video encoder in the first media service. */
	void writeOptions(StreamId stream, SoapWriter out) {
		out.start("trt:Options");
		writeRange("tt:QualityRange", new IntRange(1, 1), out);
		if (!isEncoded(stream)) {
			out.start("tt:JPEG");
			writeModes(modes(stream), false, out);
			out.end();
		}
		List<VideoMode> h264 = modes(stream).stream().filter((mode) -> mode.codec() == Codec.H264).toList();
		if (isEncoded(stream) && !h264.isEmpty()) {
			out.start("tt:H264");
			writeModes(h264, true, out);
			out.end();
			out.start("tt:Extension").start("tt:H264");
			writeModes(h264, true, out);
			writeRange("tt:BitrateRange", bitrates(h264), out);
			out.end().end();
		}
		out.end();
	}

	private static void writeModes(List<VideoMode> modes, boolean h264, SoapWriter out) {
		modes.stream()
			.map(VideoMode::resolution)
			.distinct()
			.forEach((resolution) -> MediaWriter.writeResolution("tt:ResolutionsAvailable", resolution, out));
		if (h264) {
			writeRange("tt:GovLengthRange", GOP_LENGTH, out);
		}
		writeRange("tt:FrameRateRange", frameRates(modes), out);
		writeRange("tt:EncodingIntervalRange", new IntRange(1, 1), out);
		if (h264) {
			out.element("tt:H264ProfilesSupported", "Main");
		}
	}

	private static IntRange frameRates(List<VideoMode> modes) {
		return union(modes.stream().map(VideoMode::frameRate).toList());
	}

	private static IntRange bitrates(List<VideoMode> modes) {
		return union(modes.stream().map(VideoMode::bitrateKbps).toList());
	}

	private static IntRange union(List<IntRange> ranges) {
		return new IntRange(ranges.stream().mapToInt(IntRange::min).min().orElseThrow(),
				ranges.stream().mapToInt(IntRange::max).max().orElseThrow());
	}

	static void writeRange(String name, IntRange range, SoapWriter out) {
		out.start(name).element("tt:Min", range.min()).element("tt:Max", range.max()).end();
	}

	/** Writes the options of a video encoder in the second media service. */
	void writeOptions2(StreamId stream, SoapWriter out) {
		if (!isEncoded(stream)) {
			writeOptions2("JPEG", modes(stream), out);
			return;
		}
		for (Codec codec : codecs(stream)) {
			writeOptions2(codec.name(), modes(stream).stream().filter((mode) -> mode.codec() == codec).toList(), out);
		}
	}

	private static void writeOptions2(String encoding, List<VideoMode> modes, SoapWriter out) {
		IntRange rates = frameRates(modes);
		out.start("tr2:Options");
		if (!encoding.equals("JPEG")) {
			out.attribute("GovLengthRange", GOP_LENGTH.min() + " " + GOP_LENGTH.max());
		}
		out.attribute("FrameRatesSupported", numbers(rates)).attribute("ConstantBitRateSupported", true);
		if (!encoding.equals("JPEG")) {
			out.attribute("ProfilesSupported", "Main");
		}
		out.element("tt:Encoding", encoding);
		writeRange("tt:QualityRange", new IntRange(1, 1), out);
		modes.stream()
			.map(VideoMode::resolution)
			.distinct()
			.forEach((resolution) -> MediaWriter.writeResolution("tt:ResolutionsAvailable", resolution, out));
		writeRange("tt:BitrateRange", bitrates(modes), out);
		out.end();
	}

	private static String numbers(IntRange range) {
		return IntStream.rangeClosed(range.min(), range.max())
			.mapToObj(String::valueOf)
			.collect(Collectors.joining(" "));
	}

	private List<AudioMode> audioModes() {
		return this.parts.calls().camera().audio().orElseThrow(MediaEncoders::noAudio).modes();
	}

	private static SoapFault noAudio() {
		return SoapFault.receiver("this camera has no microphone", "ter:ActionNotSupported", "ter:AudioNotSupported");
	}

	/** Writes the options of the audio encoder in the first media service. */
	void writeAudioOptions(SoapWriter out) {
		out.start("trt:Options");
		audioModes().stream()
			.collect(Collectors.groupingBy((mode) -> MediaWriter.encoding(mode.codec()), java.util.TreeMap::new,
					Collectors.toList()))
			.forEach((encoding, modes) -> writeAudioOption("tt:Options", encoding, modes, out));
		out.end();
	}

	/** Writes the options of the audio encoder in the second media service. */
	void writeAudioOptions2(SoapWriter out) {
		audioModes().stream()
			.collect(Collectors.groupingBy((mode) -> MediaWriter.encoding2(mode.codec()), java.util.TreeMap::new,
					Collectors.toList()))
			.forEach((encoding, modes) -> writeAudioOption("tr2:Options", encoding, modes, out));
	}

	private static void writeAudioOption(String name, String encoding, List<AudioMode> modes, SoapWriter out) {
		out.start(name).element("tt:Encoding", encoding).start("tt:BitrateList");
		modes.stream()
			.flatMap((mode) -> mode.bitratesKbps().stream())
			.distinct()
			.forEach((rate) -> out.element("tt:Items", rate));
		out.end().start("tt:SampleRateList");
		modes.stream()
			.map((mode) -> mode.sampleRate() / 1000)
			.distinct()
			.forEach((rate) -> out.element("tt:Items", rate));
		out.end().end();
	}

	// --- changes ---

	/**
	 * Sets a video encoder to a configuration of either media service. What is missing
	 * stays as it is, because clients send only what they change.
	 * @throws SoapFault {@code ter:ConfigModify} for a value that is not offered
	 */
	void setVideo(StreamId stream, SoapElement wanted) {
		Video former = this.parts.settings().record(VideoSettings.of(stream));
		Map<String, String> query = new HashMap<>();
		wanted.findText("Encoding").ifPresent((encoding) -> {
			if (!isEncoded(stream) != encoding.equals("JPEG")) {
				throw configModify("the encoding is not offered");
			}
			put("encode_mode", isEncoded(stream) ? encoding : former.codec().name(), former.codec(), query);
		});
		wanted.find("Resolution")
			.ifPresent((size) -> put("resolution", resolution(size), former.resolution().name(), query));
		wanted.find("RateControl").ifPresent((rate) -> putRate(rate, former, query));
		gopLength(wanted).ifPresent((length) -> put("govlength", length, former.gopLength(), query));
		change(VideoSettings.of(stream), query);
	}

	private static void putRate(SoapElement rate, Video former, Map<String, String> query) {
		rate.find("FrameRateLimit")
			.ifPresent((limit) -> put("framerate", Math.round(limit.decimal()), (long) former.frameRate(), query));
		rate.find("BitrateLimit").ifPresent((limit) -> put("bitrate", limit.number(), former.bitrateKbps(), query));
		Optional.ofNullable(rate.attributes().get("ConstantBitRate"))
			.ifPresent((constant) -> put("bitrate_control", constant.matches("true|1") ? "CBR" : "VBR",
					former.bitrateControl(), query));
	}

	private static String resolution(SoapElement size) {
		try {
			return Resolution.of(size.requireNumber("Width"), size.requireNumber("Height")).name();
		}
		catch (IllegalArgumentException ex) {
			throw configModify("there is no such resolution");
		}
	}

	private static Optional<String> gopLength(SoapElement wanted) {
		return Optional.ofNullable(wanted.attributes().get("GovLength"))
			.or(() -> wanted.find("H264").flatMap((h264) -> h264.findText("GovLength")));
	}

	/** Passes only what differs, because hardware may lack the rest. */
	private static void put(String name, Object wanted, Object former, Map<String, String> query) {
		if (!String.valueOf(wanted).equals(String.valueOf(former))) {
			query.put(name, String.valueOf(wanted));
		}
	}

	/**
	 * Sets the audio encoder to a configuration of either media service. What is missing
	 * stays as it is.
	 * @throws SoapFault {@code ter:ConfigModify} for a value that is not offered
	 */
	void setAudio(SoapElement wanted) {
		Audio former = this.parts.settings().record(AudioSettings.AUDIO);
		Map<String, String> query = new HashMap<>();
		String word = switch (wanted.findText("Encoding").orElseGet(() -> MediaWriter.encoding(former.codec()))) {
			case "G711" -> (former.codec() == AudioCodec.G711_A_LAW) ? "G.711A" : "G.711";
			case "PCMU" -> "G.711";
			case "PCMA" -> "G.711A";
			case "AAC", "MP4A-LATM", "MPEG4-GENERIC" -> "AAC";
			default -> throw configModify("the encoding is not offered");
		};
		query.put("encode_type", word);
		query.put("samplerate", String.valueOf(
				wanted.find("SampleRate").map((rate) -> audioRate(word, rate.number())).orElse(former.sampleRate())));
		query.put("bitrate",
				String.valueOf(1000L * wanted.find("Bitrate").map(SoapElement::number).orElse(former.bitrateKbps())));
		change(AudioSettings.AUDIO, query);
	}

	/** Returns a sample rate in Hz; ONVIF rounds 11.025 and 22.05 kHz. */
	private int audioRate(String word, int kilohertz) {
		return audioModes().stream()
			.mapToInt(AudioMode::sampleRate)
			.filter((rate) -> rate / 1000 == kilohertz)
			.findFirst()
			.orElseThrow(() -> configModify("the sample rate is not offered for " + word));
	}

	private <S> void change(SettingsGroup<S> group, Map<String, String> query) {
		if (query.isEmpty()) {
			return;
		}
		try {
			this.parts.settings()
				.change(group, CgiQuery.of(query), (decision) -> this.parts.settings().apply(group, decision));
		}
		catch (ParameterException ex) {
			throw configModify(ex.fault());
		}
	}

	private static SoapFault configModify(String reason) {
		return SoapFault.invalidValue("ter:ConfigModify", reason);
	}

}
