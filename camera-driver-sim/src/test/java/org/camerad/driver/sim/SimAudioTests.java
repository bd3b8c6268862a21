package org.camerad.driver.sim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.Camera;
import org.camerad.driver.DriverContext;
import org.camerad.driver.kit.RecordingSubscriber;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.sim.encode.AacDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SimAudioTests {

	private static final long ROUND = TimeUnit.SECONDS.toNanos(4);

	@TempDir
	private Path folder;

	private Camera camera;

	private AudioControl audio;

	@BeforeEach
	void open() throws Exception {
		this.camera = new SimDriver().open(new DriverContext(Map.of(), this.folder, Optional.empty(), Clock.systemUTC(),
				Duration.ofSeconds(5), (event) -> {
				}));
		this.audio = this.camera.audio().orElseThrow();
	}

	@AfterEach
	void close() {
		this.camera.close();
	}

	@Test
	void theToneHasTheVolumeAndPausesLikeSpeech() throws Exception {
		this.audio.apply(audio(true, AudioCodec.G711_MU_LAW, 100));
		RecordingSubscriber<AudioFrame> listener = listen();
		List<AudioFrame> loud = round(listener);
		this.audio.apply(audio(true, AudioCodec.G711_MU_LAW, 25));
		listener.skipPending();
		List<AudioFrame> soft = round(listener);
		assertThat(loudness(loud) / loudness(soft)).isCloseTo(4, within(0.4));
		assertThat(loud.stream().filter((frame) -> loudest(frame) == 0).count()).as("silent frames")
			.isBetween(60L, 140L);
		assertThat(loud.stream().filter((frame) -> loudest(frame) > 15_000).count()).as("loud frames")
			.isBetween(60L, 140L);
	}

	@Test
	void framesFollowEachOtherWithoutAGapOnTheClockOfTheVideo() throws Exception {
		this.audio.apply(audio(true, AudioCodec.G711_A_LAW, 60));
		long before = System.nanoTime();
		RecordingSubscriber<AudioFrame> listener = listen();
		AudioFrame first = listener.next();
		assertThat(first.timeNanos()).isBetween(before, System.nanoTime());
		for (int i = 1; i < 20; i++) {
			AudioFrame frame = listener.next();
			assertThat(frame.data()).hasSize(160);
			assertThat(frame.timeNanos() - first.timeNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20) * i);
		}
	}

	@Test
	void aacIsDecodedToTheToneAtItsTime() throws Exception {
		this.audio.apply(audio(true, AudioCodec.AAC, 100));
		RecordingSubscriber<AudioFrame> listener = listen();
		AudioFrame first = listener.next();
		List<AudioFrame> frames = new ArrayList<>(List.of(first));
		for (int i = 1; i < 16; i++) {
			AudioFrame frame = listener.next();
			assertThat(frame.timeNanos() - first.timeNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(64) * i);
			frames.add(frame);
		}
		try (AacDecoder decoder = new AacDecoder()) {
			float[] sound = decoder.decode(frames.stream().map(AudioFrame::data).toList());
			// The first frame precedes the tone; its first syllable lasts 180 ms.
			assertThat(loudest(sound, 1100, 3800)).isBetween(0.4f, 0.6f);
			assertThat(loudest(sound, 4200, 4700)).isLessThan(0.05f);
			assertThat(crossings(sound, 1500, 3500)).isBetween(105, 115);
		}
		int bits = frames.stream().mapToInt((frame) -> frame.data().length * 8).sum();
		assertThat(bits / (16 * 0.064)).isBetween(8_000.0, 22_000.0);
	}

	@Test
	void nothingComesWhileAudioIsDisabledAndEnablingIsNoticed() throws Exception {
		this.audio.apply(audio(false, AudioCodec.G711_MU_LAW, 60));
		RecordingSubscriber<AudioFrame> listener = listen();
		this.audio.apply(audio(true, AudioCodec.G711_MU_LAW, 60));
		long enabled = listener.next().timeNanos();
		this.audio.apply(audio(false, AudioCodec.G711_MU_LAW, 60));
		long disabled = System.nanoTime();
		this.audio.apply(audio(true, AudioCodec.G711_A_LAW, 60));
		AudioFrame next = listener.next();
		while (next.codec() == AudioCodec.G711_MU_LAW) {
			assertThat(next.timeNanos()).isBetween(enabled, disabled);
			next = listener.next();
		}
		assertThat(next.timeNanos()).isGreaterThan(disabled);
	}

	@Test
	void theThreadIsThereWhileSomebodyListens() throws Exception {
		ThreadAssertions.awaitNone("camera-sim-audio");
		RecordingSubscriber<AudioFrame> listener = listen();
		assertThat(ThreadAssertions.count("camera-sim-audio")).isOne();
		listener.cancel();
		ThreadAssertions.awaitNone("camera-sim-audio");
	}

	private RecordingSubscriber<AudioFrame> listen() throws Exception {
		return RecordingSubscriber.of(this.audio.frames().orElseThrow());
	}

	private static Audio audio(boolean enabled, AudioCodec codec, int volume) {
		boolean wide = codec == AudioCodec.AAC;
		return TestSettings.audio(enabled, codec, wide ? 16000 : 8000, wide ? 16 : 64, volume, 80, true);
	}

	private static double loudness(List<AudioFrame> frames) {
		double squares = 0;
		for (AudioFrame frame : frames) {
			for (short sample : samples(frame)) {
				squares += (double) sample * sample;
			}
		}
		return Math.sqrt(squares / frames.size());
	}

	private static int loudest(AudioFrame frame) {
		int loudest = 0;
		for (short sample : samples(frame)) {
			loudest = Math.max(loudest, Math.abs(sample));
		}
		return loudest;
	}

	private static float loudest(float[] sound, int from, int to) {
		float loudest = 0;
		for (float sample : Arrays.copyOfRange(sound, from, to)) {
			loudest = Math.max(loudest, Math.abs(sample));
		}
		return loudest;
	}

	private static int crossings(float[] sound, int from, int to) {
		int crossings = 0;
		for (int i = from; i < to; i++) {
			crossings += (sound[i] < 0 != sound[i + 1] < 0) ? 1 : 0;
		}
		return crossings;
	}

	private static short[] samples(AudioFrame frame) {
		AudioFormat coded = new AudioFormat(AudioFormat.Encoding.ULAW, 8000, 8, 1, 1, 8000, false);
		AudioFormat pcm = new AudioFormat(AudioFormat.Encoding.PCM_SIGNED, 8000, 16, 1, 2, 8000, true);
		try (AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(frame.data()), coded,
				frame.data().length); AudioInputStream decoded = AudioSystem.getAudioInputStream(pcm, in)) {
			short[] samples = new short[frame.data().length];
			ByteBuffer.wrap(decoded.readAllBytes()).asShortBuffer().get(samples);
			return samples;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<AudioFrame> round(RecordingSubscriber<AudioFrame> listener) throws InterruptedException {
		List<AudioFrame> frames = new ArrayList<>(List.of(listener.next()));
		while (frames.get(frames.size() - 1).timeNanos() - frames.get(0).timeNanos() < ROUND) {
			frames.add(listener.next());
		}
		return frames;
	}

}
