package org.camerad.audio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.camerad.cgi.Domain;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.ValidationContext;
import org.camerad.cgi.Values;
import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioMode;
import org.camerad.driver.Camera;
import org.camerad.driver.Setting;
import org.camerad.settings.SettingsGroup;
import org.jspecify.annotations.Nullable;

/** The settings of the audio encoder (contract 3.11). */
public final class AudioSettings {

	/** The contract's words for codecs. */
	static final Map<AudioCodec, String> WORDS = Map.of(AudioCodec.G711_MU_LAW, "G.711", AudioCodec.G711_A_LAW,
			"G.711A", AudioCodec.AAC, "AAC");

	private static final Parameter<Boolean> ENABLE = Parameter.flag("enable")
		.initially(true)
		.needs(Setting.AUDIO_ENABLED);

	private static final Parameter<AudioCodec> ENCODE_TYPE = Parameter
		.<AudioCodec>of("encode_type", AudioSettings::codec)
		.shownAs(WORDS::get)
		.within((camera) -> offered(camera, (mode) -> Stream.of(WORDS.get(mode.codec()))))
		.initially(AudioCodec.G711_MU_LAW)
		.fitting((kept, context) -> keptOrFirst(kept, codecs(context)))
		.needs(Setting.AUDIO_CODEC);

	/** A request that sets only the codec also selects the codec's first sample rate. */
	private static final Parameter<Integer> SAMPLE_RATE = Parameter
		.<Integer>of("samplerate",
				(text, context) -> Parameter.number(text).filter((rate) -> fits(rate, sampleRates(context))))
		.within((camera) -> offered(camera, (mode) -> Stream.of(mode.sampleRate())))
		.initially(8000)
		.fitting((kept, context) -> fitToCodec(ENCODE_TYPE, kept, sampleRates(context), context))
		.needs(Setting.AUDIO_SAMPLE_RATE);

	private static final Parameter<Integer> BITRATE = Parameter
		.<Integer>of("bitrate",
				(text, context) -> Parameter.number(text).filter((rate) -> fits(rate, bitrates(context))))
		.within((camera) -> offered(camera, (mode) -> mode.bitratesKbps().stream().map((kbps) -> kbps * 1000)))
		.initially(64000)
		.fitting((kept, context) -> fitToCodec(ENCODE_TYPE, kept, bitrates(context), context))
		.needs(Setting.AUDIO_BITRATE);

	private static final Parameter<Integer> INPUT_VOLUME = Parameter.range("input_volume", 1, 100)
		.initially(60)
		.needs(Setting.INPUT_VOLUME);

	private static final Parameter<Integer> OUTPUT_VOLUME = Parameter.range("output_volume", 1, 100)
		.initially(80)
		.needs(Setting.OUTPUT_VOLUME);

	private static final Parameter<Boolean> AMPLIFY = Parameter.flag("amplify").initially(true).needs(Setting.AMPLIFY);

	/** The settings group of the audio encoder. */
	public static final SettingsGroup<Audio> AUDIO = SettingsGroup
		.of("audioencoder", Table.of(ENABLE, ENCODE_TYPE, SAMPLE_RATE, BITRATE, INPUT_VOLUME, OUTPUT_VOLUME, AMPLIFY),
				(values) -> new Audio(values.get(ENABLE), values.get(ENCODE_TYPE), values.get(SAMPLE_RATE),
						values.get(BITRATE) / 1000, values.get(INPUT_VOLUME), values.get(OUTPUT_VOLUME),
						values.get(AMPLIFY)),
				Camera::audio)
		.readBy(AudioSettings::read);

	private AudioSettings() {
	}

	private static Values read(Audio audio, Values known) {
		return known.with(ENABLE, audio.enabled())
			.with(ENCODE_TYPE, audio.codec())
			.with(SAMPLE_RATE, audio.sampleRate())
			.with(BITRATE, audio.bitrateKbps() * 1000)
			.with(INPUT_VOLUME, audio.inputVolume())
			.with(OUTPUT_VOLUME, audio.outputVolume())
			.with(AMPLIFY, audio.amplify());
	}

	private static Optional<AudioCodec> codec(String text, ValidationContext context) {
		return WORDS.entrySet()
			.stream()
			.filter((word) -> word.getValue().equals(text))
			.map(Map.Entry::getKey)
			.filter((codec) -> fits(codec, codecs(context)))
			.findFirst();
	}

	private static List<AudioCodec> codecs(ValidationContext context) {
		return modes(context).map(AudioMode::codec).toList();
	}

	private static List<Integer> sampleRates(ValidationContext context) {
		return modes(context).filter((mode) -> mode.codec() == context.get(ENCODE_TYPE))
			.map(AudioMode::sampleRate)
			.toList();
	}

	private static List<Integer> bitrates(ValidationContext context) {
		return modes(context).filter((mode) -> mode.codec() == context.get(ENCODE_TYPE))
			.filter((mode) -> mode.sampleRate() == context.get(SAMPLE_RATE))
			.flatMap((mode) -> mode.bitratesKbps().stream().map((kbps) -> kbps * 1000))
			.toList();
	}

	private static Stream<AudioMode> modes(ValidationContext context) {
		return modes(context.camera());
	}

	/** Returns what the modes of a camera have, each once. */
	private static Domain offered(@Nullable Camera camera, Function<AudioMode, Stream<?>> values) {
		return Domain.options(modes(camera).flatMap(values).map(String::valueOf).distinct().toList());
	}

	private static Stream<AudioMode> modes(@Nullable Camera camera) {
		return (camera == null) ? Stream.empty() : camera.audio().stream().flatMap((audio) -> audio.modes().stream());
	}

	/**
	 * Returns the first offered value if the request sets the codec. Otherwise returns
	 * the kept value, or the first offered one if the kept one is not offered.
	 */
	private static <V> V fitToCodec(Parameter<?> codec, V kept, List<V> offered, ValidationContext context) {
		return (context.passes(codec) && !offered.isEmpty()) ? offered.get(0) : keptOrFirst(kept, offered);
	}

	/** Returns whether the value is offered. Every value fits while no camera is open. */
	private static <V> boolean fits(V value, List<V> offered) {
		return offered.isEmpty() || offered.contains(value);
	}

	private static <V> V keptOrFirst(V kept, List<V> offered) {
		return fits(kept, offered) ? kept : offered.get(0);
	}

}
