package org.camerad.driver.hisilicon.streamer;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Flow;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.AudioMode;
import org.camerad.driver.CameraException;
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

	private static final Map<Setting, String> OTHERS = Map.of(Setting.INPUT_VOLUME, "audio.volume",
			Setting.OUTPUT_VOLUME, "audio.outputVolume", Setting.AMPLIFY, "audio.outputEnabled");

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
		boolean offered = schema.has(ENABLED) && !modes.isEmpty();
		return offered ? Optional.of(new StreamerAudio(streamer, modes, frames)) : Optional.empty();
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
		OTHERS.forEach((setting, key) -> {
			if (!this.streamer.schema().has(key)) {
				lacks.add(setting);
			}
		});
		return lacks;
	}

	@Override
	public void apply(Audio settings) throws CameraException {
		boolean offered = this.modes.stream()
			.anyMatch((mode) -> mode.codec() == settings.codec() && mode.sampleRate() == settings.sampleRate()
					&& mode.bitratesKbps().contains(settings.bitrateKbps()));
		if (!offered) {
			throw CameraException.refused("the streamer offers no " + settings.codec() + " with "
					+ settings.sampleRate() + " Hz and " + settings.bitrateKbps() + " kbit/s");
		}
		Map<String, String> wanted = new TreeMap<>();
		wanted.put(ENABLED, String.valueOf(settings.enabled()));
		wanted.put(CODEC, WORDS.getOrDefault(settings.codec(), ""));
		wanted.put(SAMPLE_RATE, String.valueOf(settings.sampleRate()));
		volume(wanted, "audio.volume", settings.inputVolume());
		volume(wanted, "audio.outputVolume", settings.outputVolume());
		wanted.put("audio.outputEnabled", String.valueOf(settings.amplify()));
		wanted.keySet().removeIf((key) -> !this.streamer.schema().has(key));
		this.streamer.change(wanted, EffectCheck.UNOBSERVABLE);
	}

	private void volume(Map<String, String> wanted, String path, int volume) {
		IntRange scale = this.streamer.schema().key(path).flatMap(SchemaKey::range).orElse(SCALE);
		wanted.put(path, String.valueOf(UnitConversions.percent(volume, scale)));
	}

}
