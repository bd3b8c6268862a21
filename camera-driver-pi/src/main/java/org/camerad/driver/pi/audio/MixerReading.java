package org.camerad.driver.pi.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.Audio;
import org.camerad.driver.Current;
import org.camerad.driver.Setting;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;

/**
 * A reader of the card's controls by {@code amixer sget}. It keeps a response for six
 * seconds, because each starts a process. Any thread.
 */
final class MixerReading {

	private static final System.Logger logger = System.getLogger(MixerReading.class.getName());

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final long MAX_AGE_NANOS = Duration.ofSeconds(6).toNanos();

	/** The settings of this process, which no card can tell. */
	private static final Set<Setting> SOUND = EnumSet.of(Setting.AUDIO_ENABLED, Setting.AUDIO_CODEC,
			Setting.AUDIO_SAMPLE_RATE, Setting.AUDIO_BITRATE);

	/** The step of a coarse control in percent. */
	private static final int MAX_STEP = 4;

	/**
	 * A direction in a line such as
	 * {@code Mono: Playback 23 [74%] [-7.50dB] [on] Capture 12
	 * [75%] [on]}. A control with one volume for both has no word.
	 */
	private static final Pattern VOLUME = Pattern
		.compile("(Playback|Capture)? (?:[0-9]+ \\[([0-9]{1,3})%])?(?: ?\\[-?[0-9.]+dB])?(?: ?\\[(on|off)])?");

	private final AudioConfiguration configuration;

	private final ProgramFinder programs;

	private Optional<String> capture = Optional.empty();

	private Optional<String> playback = Optional.empty();

	private long readAt = System.nanoTime() - MAX_AGE_NANOS;

	MixerReading(AudioConfiguration configuration, ProgramFinder programs) {
		this.configuration = configuration;
		this.programs = programs;
	}

	/** Forgets the last response, because the controls were set. */
	synchronized void forget() {
		this.readAt = System.nanoTime() - MAX_AGE_NANOS;
	}

	/** Returns known settings with the volumes of the card. */
	synchronized Current<Audio> tell(Audio known) {
		if (System.nanoTime() - this.readAt >= MAX_AGE_NANOS) {
			this.capture = this.configuration.captureControl().flatMap(this::read);
			this.playback = this.configuration.playbackControl().flatMap(this::read);
			this.readAt = System.nanoTime();
		}
		Set<Setting> unknown = EnumSet.copyOf(SOUND);
		int input = volume(this.capture, "Capture", Setting.INPUT_VOLUME, known.inputVolume(), unknown);
		int output = volume(this.playback, "Playback", Setting.OUTPUT_VOLUME, known.outputVolume(), unknown);
		Optional<Boolean> on = this.playback.flatMap((text) -> last(text, "Playback", 3)).map("on"::equals);
		if (on.isEmpty()) {
			unknown.add(Setting.AMPLIFY);
		}
		return new Current<>(new Audio(known.enabled(), known.codec(), known.sampleRate(), known.bitrateKbps(), input,
				output, on.orElse(known.amplify())), unknown, Set.of(), Map.of());
	}

	/**
	 * Returns a volume. The steps of a card are coarse, so a value that is one percent
	 * off is the known one.
	 */
	private static int volume(Optional<String> text, String direction, Setting setting, int known,
			Set<Setting> unknown) {
		Optional<Integer> percent = text.flatMap((response) -> last(response, direction, 2)).map(Integer::valueOf);
		if (percent.isEmpty()) {
			unknown.add(setting);
			return known;
		}
		int told = Math.max(1, Math.min(100, percent.get()));
		return (Math.abs(told - known) <= MAX_STEP) ? known : told;
	}

	/** Returns a group of the last channel's volume in a direction. */
	private static Optional<String> last(String text, String direction, int group) {
		Matcher matcher = VOLUME.matcher(text);
		Optional<String> last = Optional.empty();
		while (matcher.find()) {
			boolean wanted = matcher.group(1) == null || matcher.group(1).equals(direction);
			if (wanted && matcher.group(group) != null) {
				last = Optional.of(matcher.group(group));
			}
		}
		return last;
	}

	private Optional<String> read(String control) {
		Optional<Path> amixer = this.programs.find("amixer");
		if (amixer.isEmpty()) {
			return Optional.empty();
		}
		try {
			ProcessResult outcome = new Command(amixer.get(),
					List.of("-D", this.configuration.mixer(), "sget", control))
				.run(TIMEOUT);
			return outcome.isSuccess() ? Optional.of(outcome.output()) : Optional.empty();
		}
		catch (IOException ex) {
			logger.log(System.Logger.Level.DEBUG, "amixer does not tell " + control, ex);
			return Optional.empty();
		}
	}

}
