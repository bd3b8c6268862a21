package org.camerad.driver.pi.audio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.CameraException;
import org.camerad.driver.Current;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Setting;
import org.camerad.driver.kit.RecordingSubscriber;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.pi.standin.Await;
import org.camerad.driver.pi.standin.SoundCard;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;
import org.camerad.driver.support.properties.DriverProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Sound of a stand-in card with a tone of 440 Hz, decoded by ffmpeg. */
@Timeout(180)
class PiAudioTests {

	@TempDir
	Path folder;

	private SoundCard card;

	private ProgramFinder programs;

	private Optional<PiAudio> audio = Optional.empty();

	@BeforeEach
	void plug() throws Exception {
		this.card = SoundCard.plug(this.folder.resolve("bin"));
		this.programs = new ProgramFinder(List.of(this.folder.resolve("bin"), Path.of("/usr/bin"), Path.of("/bin")));
	}

	@AfterEach
	void close() {
		this.audio.ifPresent(PiAudio::close);
	}

	private PiAudio open(Map<String, String> properties) throws CameraException {
		PiAudio opened = new PiAudio(
				AudioConfiguration.of(new DriverProperties("pi", AudioConfiguration.PROPERTIES).read(properties))
					.orElseThrow(),
				this.programs, this.programs.find("ffmpeg"));
		this.audio = Optional.of(opened);
		return opened;
	}

	private static Audio settings(AudioCodec codec, int inputVolume) {
		boolean aac = codec == AudioCodec.AAC;
		return TestSettings.audio(true, codec, aac ? 16000 : 8000, aac ? 16 : 64, inputVolume, 80, true);
	}

	@ParameterizedTest
	@EnumSource(AudioCodec.class)
	void theToneIsInEachCodec(AudioCodec codec) throws Exception {
		PiAudio opened = open(this.card.properties());
		opened.apply(settings(codec, 60));
		RecordingSubscriber<AudioFrame> listener = subscribe(opened);
		List<AudioFrame> frames = listener.take((codec == AudioCodec.AAC) ? 20 : 60);
		assertThat(frames).extracting(AudioFrame::timeNanos).isSorted();
		assertThat(frequency(codec, frames)).isBetween(430.0, 450.0);
	}

	@Test
	void volumesReachTheMixerOnceAndItsSwitchIsTheAmplifier() throws Exception {
		PiAudio opened = open(this.card.properties());
		opened.apply(settings(AudioCodec.G711_MU_LAW, 60));
		opened.apply(settings(AudioCodec.G711_A_LAW, 60));
		opened.apply(settings(AudioCodec.G711_A_LAW, 1));
		opened.apply(TestSettings.audio(false, AudioCodec.G711_A_LAW, 8000, 64, 1, 100, false));
		assertThat(this.card.mixed()).containsExactly("Mic capture 60% cap", "Speaker playback 80% unmute",
				"Mic capture 1% cap", "Speaker playback 100% mute");
	}

	@Test
	void theOtherVolumeOfAControlStaysAsItIs() throws Exception {
		this.card.level("Mic-playback", "5 off");
		this.card.level("Speaker-capture", "7 off");
		open(this.card.properties()).apply(settings(AudioCodec.G711_MU_LAW, 60));
		assertThat(this.card.level("Mic-playback")).isEqualTo("5 off");
		assertThat(this.card.level("Speaker-capture")).isEqualTo("7 off");
		assertThat(this.card.level("Mic-capture")).isEqualTo("60 on");
		assertThat(this.card.level("Speaker-playback")).isEqualTo("80 on");
	}

	@Test
	void theCurrentVolumesAreThoseOfTheCard() throws Exception {
		this.card.level("Mic-playback", "5 off");
		this.card.level("Mic-capture", "33 on");
		this.card.level("Speaker-playback", "44 off");
		this.card.level("Speaker-capture", "91 on");
		PiAudio opened = open(this.card.properties());
		Current<Audio> current = opened.current(settings(AudioCodec.G711_MU_LAW, 60)).orElseThrow();
		assertThat(current.unknown()).doesNotContain(Setting.INPUT_VOLUME, Setting.OUTPUT_VOLUME, Setting.AMPLIFY);
		assertThat(current.settings().inputVolume()).isEqualTo(33);
		assertThat(current.settings().outputVolume()).isEqualTo(44);
		assertThat(current.settings().amplify()).isFalse();
		assertThat(this.card.mixed()).isEmpty();
	}

	@Test
	void withoutControlsThereAreNoVolumes() throws Exception {
		PiAudio opened = open(Map.of("audio.device", "plughw:CARD=Mic,DEV=0"));
		assertThat(opened.lacks()).containsExactlyInAnyOrder(Setting.INPUT_VOLUME, Setting.OUTPUT_VOLUME,
				Setting.AMPLIFY);
		opened.apply(settings(AudioCodec.G711_MU_LAW, 60));
		assertThat(this.card.mixed()).isEmpty();
	}

	@Test
	void aMissingControlIsUnavailableWithItsName() throws Exception {
		Map<String, String> properties = new TreeMap<>(this.card.properties());
		properties.put("audio.capture-control", "Line");
		PiAudio opened = open(properties);
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> opened.apply(settings(AudioCodec.G711_MU_LAW, 60)))
			.withMessageContaining("Unable to find simple control 'Line',0")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
		assertThat(opened.status().state()).isEqualTo(PartStatus.State.FAILED);
	}

	@Test
	void anUnpluggedCardEndsTheSoundUntilItIsBack() throws Exception {
		PiAudio opened = open(this.card.properties());
		opened.apply(settings(AudioCodec.G711_MU_LAW, 60));
		this.card.unplug();
		RecordingSubscriber<AudioFrame> listener = subscribe(opened);
		assertThat(listener.error()).hasMessageContaining("No such file or directory");
		assertThat(opened.status().state()).isEqualTo(PartStatus.State.FAILED);
		SoundCard.plug(this.folder.resolve("bin"));
		subscribe(opened).take(1);
		assertThat(opened.status().state()).isEqualTo(PartStatus.State.WORKING);
	}

	@ParameterizedTest
	@EnumSource(AudioCodec.class)
	void aSubscriberThatComesAsTheLastOneLeavesGetsSound(AudioCodec codec) throws Exception {
		PiAudio opened = open(this.card.properties());
		opened.apply(settings(codec, 60));
		RecordingSubscriber<AudioFrame> listener = subscribe(opened);
		for (int i = 0; i < 10; i++) {
			listener.take(1);
			listener.cancel();
			listener = subscribe(opened);
		}
		listener.take(1);
	}

	@Test
	void nothingIsCapturedWithoutSubscriberOrWhileDisabled() throws Exception {
		PiAudio opened = open(this.card.properties());
		opened.apply(settings(AudioCodec.G711_MU_LAW, 60));
		RecordingSubscriber<AudioFrame> listener = subscribe(opened);
		listener.take(2);
		assertThat(recorders()).isPositive();
		opened.apply(TestSettings.audio(false, AudioCodec.G711_MU_LAW, 8000, 64, 60, 80, true));
		Await.until("the capture ends", () -> recorders() == 0);
		opened.apply(settings(AudioCodec.G711_MU_LAW, 60));
		listener.take(20);
		listener.cancel();
		Await.until("the capture ends", () -> recorders() == 0);
	}

	private static long recorders() {
		return ProcessHandle.current().children().filter((child) -> child.info().command().isPresent()).count();
	}

	private static RecordingSubscriber<AudioFrame> subscribe(PiAudio audio) throws Exception {
		return RecordingSubscriber.of(audio.frames().orElseThrow());
	}

	/**
	 * Decodes the sound and returns its frequency in hertz from the rising zero
	 * crossings.
	 */
	private double frequency(AudioCodec codec, List<AudioFrame> frames) throws Exception {
		Path coded = this.folder.resolve("sound");
		try (var out = Files.newOutputStream(coded)) {
			for (AudioFrame frame : frames) {
				if (codec == AudioCodec.AAC) {
					out.write(adts(frame.data().length));
				}
				out.write(frame.data());
			}
		}
		int rate = frames.get(0).sampleRate();
		Path decoded = this.folder.resolve("samples");
		List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-loglevel", "error"));
		arguments.addAll(switch (codec) {
			case G711_MU_LAW -> List.of("-f", "mulaw", "-ar", "8000");
			case G711_A_LAW -> List.of("-f", "alaw", "-ar", "8000");
			case AAC -> List.of("-f", "aac");
		});
		arguments.addAll(List.of("-i", coded.toString(), "-f", "s16le", "-y", decoded.toString()));
		ProcessResult outcome = new Command(this.programs.find("ffmpeg").orElseThrow(), arguments)
			.run(Duration.ofSeconds(60));
		assertThat(outcome.complaint()).isEqualTo("exit status 0");
		byte[] samples = Files.readAllBytes(decoded);
		int rises = 0;
		int begin = samples.length / 4 & ~1;
		for (int i = begin + 2; i + 1 < samples.length; i += 2) {
			int former = (short) (samples[i - 2] & 0xff | samples[i - 1] << 8);
			int present = (short) (samples[i] & 0xff | samples[i + 1] << 8);
			rises += (former < 0 && present >= 0) ? 1 : 0;
		}
		return rises * (double) rate / ((samples.length - begin) / 2);
	}

	/** Returns an ADTS header for AAC-LC at 16 kHz with one channel. */
	private static byte[] adts(int length) {
		int whole = length + 7;
		return new byte[] { (byte) 0xff, (byte) 0xf1, 0x60, (byte) (0x40 | whole >> 11), (byte) (whole >> 3),
				(byte) ((whole & 7) << 5 | 0x1f), (byte) 0xfc };
	}

}
