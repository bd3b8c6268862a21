package org.camerad.audio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Decision;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.device.Device;
import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioMode;
import org.camerad.driver.Camera;
import org.camerad.driver.Setting;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audio encoder, and what it offers (contract 3.11 and 3.12). */
@RestController
class AudioController {

	private static final Map<AudioCodec, String> WORDS = Map.of(AudioCodec.G711_MU_LAW, "G.711", AudioCodec.G711_A_LAW,
			"G.711A", AudioCodec.AAC, "AAC");

	private static final Parameter<Boolean> ENABLE = Parameter.flag("enable").initially(true);

	private static final Parameter<AudioCodec> ENCODE_TYPE = Parameter
		.<AudioCodec>of("encode_type", AudioController::codec)
		.shownAs(WORDS::get)
		.initially(AudioCodec.G711_MU_LAW)
		.fitting((kept, decision) -> nearest(kept, codecs(decision)));

	/** A codec on its own takes its first sample rate and bit rate along. */
	private static final Parameter<Integer> SAMPLE_RATE = Parameter
		.<Integer>of("samplerate",
				(text, decision) -> Parameter.number(text).filter((rate) -> fits(rate, sampleRates(decision))))
		.initially(8000)
		.fitting((kept, decision) -> taken(ENCODE_TYPE, kept, sampleRates(decision), decision));

	private static final Parameter<Integer> BITRATE = Parameter
		.<Integer>of("bitrate",
				(text, decision) -> Parameter.number(text).filter((rate) -> fits(rate, bitrates(decision))))
		.initially(64000)
		.fitting((kept, decision) -> taken(ENCODE_TYPE, kept, bitrates(decision), decision));

	private static final Parameter<Integer> INPUT_VOLUME = Parameter.range("input_volume", 1, 100)
		.initially(60)
		.needs(Setting.INPUT_VOLUME);

	private static final Parameter<Integer> OUTPUT_VOLUME = Parameter.range("output_volume", 1, 100)
		.initially(80)
		.needs(Setting.OUTPUT_VOLUME);

	private static final Parameter<Boolean> AMPLIFY = Parameter.flag("amplify").initially(true).needs(Setting.AMPLIFY);

	private static final SettingsGroup<Audio> AUDIO = SettingsGroup.of("audioencoder",
			Table.of(ENABLE, ENCODE_TYPE, SAMPLE_RATE, BITRATE, INPUT_VOLUME, OUTPUT_VOLUME, AMPLIFY),
			(values) -> new Audio(values.get(ENABLE), values.get(ENCODE_TYPE), values.get(SAMPLE_RATE),
					values.get(BITRATE), values.get(INPUT_VOLUME), values.get(OUTPUT_VOLUME), values.get(AMPLIFY)),
			Camera::audio);

	private final Device device;

	AudioController(Device device) {
		this.device = device;
	}

	@Bean
	static SettingsGroup<Audio> audioSettings() {
		return AUDIO;
	}

	@GetMapping("/cgi-bin/audioencoder")
	XmlElement audio(CgiRequest request) {
		return this.device.answer(AUDIO, request);
	}

	@GetMapping("/cgi-bin/audioencoder/getcapabilities")
	XmlElement capabilities() {
		List<AudioMode> modes = this.device.camera()
			.audio()
			.orElseThrow(() -> CgiFault.notSupported("audioencoder"))
			.modes();
		return XmlElement.of("audio_capabilities",
				XmlElement.grouped(modes, AudioMode::codec)
					.entrySet()
					.stream()
					.map((codec) -> XmlElement.named("encode_type", WORDS.get(codec.getKey()), rates(codec.getValue())))
					.toList());
	}

	private static List<XmlElement> rates(List<AudioMode> modes) {
		return modes.stream()
			.map((mode) -> XmlElement.named("samplerate", String.valueOf(mode.sampleRate()),
					mode.bitrates()
						.stream()
						.map((bitrate) -> XmlElement.text("bitrate", String.valueOf(bitrate)))
						.toList()))
			.toList();
	}

	private static Optional<AudioCodec> codec(String text, Decision decision) {
		return WORDS.entrySet()
			.stream()
			.filter((word) -> word.getValue().equals(text))
			.map(Map.Entry::getKey)
			.filter((codec) -> fits(codec, codecs(decision)))
			.findFirst();
	}

	private static List<AudioCodec> codecs(Decision decision) {
		return modes(decision).map(AudioMode::codec).toList();
	}

	private static List<Integer> sampleRates(Decision decision) {
		return modes(decision).filter((mode) -> mode.codec() == decision.get(ENCODE_TYPE))
			.map(AudioMode::sampleRate)
			.toList();
	}

	private static List<Integer> bitrates(Decision decision) {
		return modes(decision).filter((mode) -> mode.codec() == decision.get(ENCODE_TYPE))
			.filter((mode) -> mode.sampleRate() == decision.get(SAMPLE_RATE))
			.flatMap((mode) -> mode.bitrates().stream())
			.toList();
	}

	private static Stream<AudioMode> modes(Decision decision) {
		Camera camera = decision.camera();
		return (camera == null) ? Stream.empty() : camera.audio().stream().flatMap((audio) -> audio.modes().stream());
	}

	/** A codec that is passed brings its first along; else what fits may stay. */
	private static <V> V taken(Parameter<?> codec, V kept, List<V> offered, Decision decision) {
		return (decision.passes(codec) && !offered.isEmpty()) ? offered.get(0) : nearest(kept, offered);
	}

	/** While there is no camera, saved values are taken as they are. */
	private static <V> boolean fits(V value, List<V> offered) {
		return offered.isEmpty() || offered.contains(value);
	}

	private static <V> V nearest(V kept, List<V> offered) {
		return fits(kept, offered) ? kept : offered.get(0);
	}

}
