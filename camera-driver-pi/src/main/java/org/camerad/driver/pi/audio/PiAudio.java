package org.camerad.driver.pi.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
import org.camerad.driver.PartStatus;
import org.camerad.driver.Setting;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;
import org.jspecify.annotations.Nullable;

/**
 * Microphone and loudspeaker of an ALSA card. amixer sets the volumes, arecord captures
 * the sound; G.711 is encoded here, AAC by ffmpeg.
 */
public final class PiAudio implements AudioControl, AutoCloseable {

	/** The settings of the card, which it keeps by itself. */
	static final Set<Setting> VOLUMES = Set.of(Setting.INPUT_VOLUME, Setting.OUTPUT_VOLUME, Setting.AMPLIFY);

	private static final IntRange VOLUME = new IntRange(1, 100);

	private static final Duration MIXER_TIMEOUT = Duration.ofSeconds(2);

	private final AudioConfiguration configuration;

	private final ProgramFinder programs;

	private final List<AudioMode> modes;

	private final Set<Setting> lacks;

	private final AudioCapture capture;

	private final MixerReading mixer;

	private @Nullable Audio appliedVolumes;

	private volatile String problem = "";

	private volatile boolean closed;

	/**
	 * Creates the part; no program starts before settings are applied.
	 * @param encoder the ffmpeg that can encode AAC; empty without one
	 */
	public PiAudio(AudioConfiguration configuration, ProgramFinder programs, Optional<Path> encoder) {
		this.configuration = configuration;
		this.programs = programs;
		List<AudioMode> offered = new ArrayList<>(List.of(new AudioMode(AudioCodec.G711_MU_LAW, 8000, List.of(64)),
				new AudioMode(AudioCodec.G711_A_LAW, 8000, List.of(64))));
		encoder.ifPresent((ffmpeg) -> offered.add(new AudioMode(AudioCodec.AAC, 16000, List.of(16))));
		this.modes = List.copyOf(offered);
		this.lacks = lacks(configuration);
		this.mixer = new MixerReading(configuration, programs);
		this.capture = new AudioCapture(configuration.device(), programs, encoder);
	}

	private static Set<Setting> lacks(AudioConfiguration configuration) {
		Set<Setting> lacks = EnumSet.noneOf(Setting.class);
		if (configuration.captureControl().isEmpty()) {
			lacks.add(Setting.INPUT_VOLUME);
		}
		if (configuration.playbackControl().isEmpty()) {
			lacks.addAll(List.of(Setting.OUTPUT_VOLUME, Setting.AMPLIFY));
		}
		return Set.copyOf(lacks);
	}

	@Override
	public List<AudioMode> modes() {
		return this.modes;
	}

	@Override
	public Set<Setting> lacks() {
		return this.lacks;
	}

	@Override
	public void apply(Audio settings) throws CameraException {
		change(Change.all(settings));
	}

	/**
	 * Returns the volumes of the card's controls, and what this process has. A control
	 * that {@code amixer} does not tell is unknown.
	 */
	@Override
	public Optional<Current<Audio>> current(Audio known) throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the camera is closed");
		}
		return Optional.of(this.mixer.tell(known));
	}

	@Override
	public void change(Change<Audio> change) throws CameraException {
		Audio settings = change.settings();
		if (this.closed) {
			throw CameraException.unavailable("the camera is closed");
		}
		if (!VOLUME.contains(settings.inputVolume()) || !VOLUME.contains(settings.outputVolume())) {
			throw CameraException.refused("a volume is not in the range " + VOLUME);
		}
		boolean offered = this.modes.stream()
			.anyMatch((mode) -> mode.codec() == settings.codec() && mode.sampleRate() == settings.sampleRate()
					&& mode.bitratesKbps().contains(settings.bitrateKbps()));
		if (!offered) {
			throw CameraException.refused("the encoder has no such mode: " + settings);
		}
		applyVolumes(change);
		this.capture.apply(settings);
	}

	/** Sets the named volumes, unless they are those set last. */
	private void applyVolumes(Change<Audio> change) throws CameraException {
		Audio settings = change.settings();
		Audio former = this.appliedVolumes;
		this.appliedVolumes = null;
		boolean input = change.names(Setting.INPUT_VOLUME)
				&& (former == null || former.inputVolume() != settings.inputVolume());
		if (this.configuration.captureControl().isPresent() && input) {
			setControl(this.configuration.captureControl().get(), "capture", settings.inputVolume() + "%", "cap");
		}
		List<String> output = new ArrayList<>();
		if (change.names(Setting.OUTPUT_VOLUME)
				&& (former == null || former.outputVolume() != settings.outputVolume())) {
			output.add(settings.outputVolume() + "%");
		}
		if (change.names(Setting.AMPLIFY) && (former == null || former.amplify() != settings.amplify())) {
			output.add(settings.amplify() ? "unmute" : "mute");
		}
		if (this.configuration.playbackControl().isPresent() && !output.isEmpty()) {
			output.add(0, "playback");
			setControl(this.configuration.playbackControl().get(), output.toArray(String[]::new));
		}
		this.mixer.forget();
		this.appliedVolumes = VOLUMES.stream().allMatch(change::names) ? settings : null;
		this.problem = "";
	}

	/**
	 * Sets a control. Without the word for its direction, {@code amixer} also sets the
	 * other volume of a control that has both, such as a headset's sidetone.
	 */
	private void setControl(String control, String... values) throws CameraException {
		Path amixer = this.programs.find("amixer")
			.orElseThrow(() -> recordFailure("amixer is not installed: apt install alsa-utils"));
		List<String> arguments = new ArrayList<>(List.of("-q", "-D", this.configuration.mixer(), "sset", control));
		arguments.addAll(List.of(values));
		try {
			ProcessResult outcome = new Command(amixer, arguments).run(MIXER_TIMEOUT);
			if (!outcome.isSuccess()) {
				throw recordFailure("amixer cannot set " + control + " of " + this.configuration.mixer() + ": "
						+ outcome.complaint() + "; check camera.pi.audio.mixer, the controls' names and that the "
						+ "service's user is in the group audio");
			}
		}
		catch (IOException ex) {
			throw recordFailure("amixer failed: " + Reason.of(ex));
		}
	}

	private CameraException recordFailure(String reason) {
		this.problem = reason;
		return CameraException.unavailable(reason);
	}

	@Override
	public Optional<Flow.Publisher<AudioFrame>> frames() {
		return Optional.of(this.capture.frames());
	}

	public PartStatus status() {
		String current = this.problem.isEmpty() ? this.capture.problem() : this.problem;
		return current.isEmpty()
				? new PartStatus("audio", PartStatus.State.WORKING, "device " + this.configuration.device())
				: new PartStatus("audio", PartStatus.State.FAILED, current);
	}

	@Override
	public void close() {
		this.closed = true;
		this.capture.close();
	}

}
