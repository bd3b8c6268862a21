package org.camerad.driver.hisilicon.streamer;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.AudioMode;
import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.Current;
import org.camerad.driver.IntRange;
import org.camerad.driver.Setting;

/**
 * Microphone and loudspeaker of the streamer. The streamer has no key for the bit rate.
 * The rate of G.711 is fixed by its definition; the streamer chooses the rate of AAC, so
 * the reported rate is nominal.
 */
final class StreamerAudio implements AudioControl {

	private static final String ENABLED = "audio.enabled";

	private static final String CODEC = "audio.codec";

	private static final String SAMPLE_RATE = "audio.srate";

	private static final Map<AudioCodec, String> WORDS = Map.of(AudioCodec.G711_MU_LAW, "ulaw", AudioCodec.G711_A_LAW,
			"alaw", AudioCodec.AAC, "aac");

	private static final String VOLUME = "audio.volume";

	private static final String OUTPUT_VOLUME = "audio.outputVolume";

	private static final String OUTPUT_ENABLED = "audio.outputEnabled";

	private static final Map<Setting, String> KEYS = Map.of(Setting.AUDIO_ENABLED, ENABLED, Setting.AUDIO_CODEC, CODEC,
			Setting.AUDIO_SAMPLE_RATE, SAMPLE_RATE, Setting.AUDIO_BITRATE, CODEC, Setting.INPUT_VOLUME, VOLUME,
			Setting.OUTPUT_VOLUME, OUTPUT_VOLUME, Setting.AMPLIFY, OUTPUT_ENABLED);

	private static final List<AudioMode> MODES = List.of(new AudioMode(AudioCodec.G711_MU_LAW, 8000, List.of(64)),
			new AudioMode(AudioCodec.G711_A_LAW, 8000, List.of(64)), new AudioMode(AudioCodec.AAC, 16000, List.of(16)));

	private static final IntRange SCALE = new IntRange(0, 100);

	private final Streamer streamer;

	private final List<AudioMode> modes;

	private final Optional<Flow.Publisher<AudioFrame>> frames;

	private StreamerAudio(Streamer streamer, List<AudioMode> modes, Optional<Flow.Publisher<AudioFrame>> frames) {
		this.streamer = streamer;
		this.modes = modes;
		this.frames = frames;
	}

	static Optional<AudioControl> of(Streamer streamer, Optional<Flow.Publisher<AudioFrame>> frames) {
		ConfigSchema schema = streamer.schema();
		List<AudioMode> modes = MODES.stream()
			.filter((mode) -> schema.options(CODEC).contains(WORDS.get(mode.codec())))
			.filter((mode) -> schema.options(SAMPLE_RATE).contains(String.valueOf(mode.sampleRate())))
			.toList();
		if (schema.has(ENABLED) && !modes.isEmpty()) {
			return Optional.of(new StreamerAudio(streamer, modes, frames));
		}
		// A board without a microphone may have an amplifier. Its mode is nominal.
		return schema.has(OUTPUT_ENABLED)
				? Optional.of(new StreamerAudio(streamer, MODES.subList(0, 1), Optional.empty())) : Optional.empty();
	}

	@Override
	public List<AudioMode> modes() {
		return this.modes;
	}

	@Override
	public Optional<Flow.Publisher<AudioFrame>> frames() {
		return this.frames;
	}

	@Override
	public Set<Setting> lacks() {
		Set<Setting> lacks = EnumSet.noneOf(Setting.class);
		KEYS.forEach((setting, key) -> {
			if (!this.streamer.schema().has(key)) {
				lacks.add(setting);
			}
		});
		return lacks;
	}

	@Override
	public void apply(Audio settings) throws CameraException {
		change(Change.all(settings));
	}

	@Override
	public void change(Change<Audio> change) throws CameraException {
		if (change.named().isEmpty()) {
			this.streamer.http();
			return;
		}
		requireOffered(change.settings());
		NamedKeys<Audio> wanted = write(change);
		if (wanted.isEmpty()) {
			this.streamer.http();
			return;
		}
		this.streamer.change(wanted.values(), EffectCheck.UNOBSERVABLE);
	}

	private void requireOffered(Audio settings) throws CameraException {
		boolean offered = this.modes.stream()
			.anyMatch((mode) -> mode.codec() == settings.codec() && mode.sampleRate() == settings.sampleRate()
					&& mode.bitratesKbps().contains(settings.bitrateKbps()));
		if (!offered) {
			throw CameraException.refused("the streamer offers no " + settings.codec() + " with "
					+ settings.sampleRate() + " Hz and " + settings.bitrateKbps() + " kbit/s");
		}
	}

	private NamedKeys<Audio> write(Change<Audio> change) {
		Audio settings = change.settings();
		NamedKeys<Audio> wanted = new NamedKeys<>(this.streamer.schema(), change);
		wanted.put(Setting.AUDIO_ENABLED, ENABLED, String.valueOf(settings.enabled()));
		wanted.put(Setting.AUDIO_CODEC, CODEC, word(settings.codec()));
		wanted.put(Setting.AUDIO_SAMPLE_RATE, SAMPLE_RATE, String.valueOf(settings.sampleRate()));
		wanted.put(Setting.INPUT_VOLUME, VOLUME, written(VOLUME, settings.inputVolume()));
		wanted.put(Setting.OUTPUT_VOLUME, OUTPUT_VOLUME, written(OUTPUT_VOLUME, settings.outputVolume()));
		wanted.put(Setting.AMPLIFY, OUTPUT_ENABLED, String.valueOf(settings.amplify()));
		if (change.names(Setting.AUDIO_CODEC) && !change.own().containsKey(Setting.AUDIO_CODEC)) {
			// A codec of the contract has one sample rate.
			wanted.putAlong(SAMPLE_RATE, String.valueOf(settings.sampleRate()));
		}
		return wanted;
	}

	@Override
	public Optional<Current<Audio>> current(Audio known) throws CameraException {
		ToldSettings told = new ToldSettings(this.streamer);
		boolean enabled = told.tellFlag(Setting.AUDIO_ENABLED, ENABLED, known.enabled());
		AudioCodec codec = told.tell(Setting.AUDIO_CODEC, CODEC, known.codec(), StreamerAudio::word, this::codec);
		AudioMode mode = this.modes.stream().filter((offered) -> offered.codec() == codec).findFirst().orElseThrow();
		int rate = told.tell(Setting.AUDIO_SAMPLE_RATE, SAMPLE_RATE, mode.sampleRate(), String::valueOf,
				(text) -> Optional.of(mode.sampleRate()));
		told.markLost(Setting.AUDIO_BITRATE, CODEC);
		int kbps = mode.bitratesKbps().contains(known.bitrateKbps()) ? known.bitrateKbps() : mode.bitratesKbps().get(0);
		int input = volume(told, Setting.INPUT_VOLUME, VOLUME, known.inputVolume());
		int output = volume(told, Setting.OUTPUT_VOLUME, OUTPUT_VOLUME, known.outputVolume());
		boolean amplify = told.tellFlag(Setting.AMPLIFY, OUTPUT_ENABLED, known.amplify());
		return Optional.of(told.current(new Audio(enabled, codec, rate, kbps, input, output, amplify)));
	}

	/** Returns the codec of a word; for a codec that the contract lacks, the first. */
	private Optional<AudioCodec> codec(String word) {
		return this.modes.stream()
			.map(AudioMode::codec)
			.filter((codec) -> word(codec).equals(word))
			.findFirst()
			.or(() -> Optional.of(this.modes.get(0).codec()));
	}

	private static String word(AudioCodec codec) {
		return WORDS.getOrDefault(codec, "");
	}

	private int volume(ToldSettings told, Setting setting, String key, int known) {
		return told.tell(setting, key, known, (volume) -> written(key, volume),
				(text) -> Numbers.whole(text).map((level) -> UnitConversions.percentBack(level, scale(key))));
	}

	private String written(String key, int volume) {
		return String.valueOf(UnitConversions.percent(volume, scale(key)));
	}

	private IntRange scale(String key) {
		return this.streamer.schema().key(key).flatMap(SchemaKey::range).orElse(SCALE);
	}

}
