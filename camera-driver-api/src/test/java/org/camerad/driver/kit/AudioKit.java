package org.camerad.driver.kit;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.AudioMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The rules of {@link org.camerad.driver.AudioControl}. */
abstract class AudioKit extends PartKit {

	private AudioControl audio;

	@BeforeEach
	void find() {
		this.audio = part("audio", camera().audio());
	}

	@Test
	@DisplayName("A1 the modes are unique and grouped by codec, each with at least one bit rate")
	void modes() {
		assertThat(this.audio.modes()).isNotEmpty().doesNotHaveDuplicates();
		assertThat(this.audio.modes()).allMatch((mode) -> mode.sampleRate() > 0 && !mode.bitratesKbps().isEmpty());
		VideoKit.assertGrouped(this.audio.modes().stream().map(AudioMode::codec).toList());
	}

	@Test
	@DisplayName("A2 each mode is accepted with each of its bit rates, with audio enabled and disabled")
	void everyMode() throws Exception {
		for (AudioMode mode : this.audio.modes()) {
			for (int bitrateKbps : mode.bitratesKbps()) {
				apply(Parts.audio(mode, bitrateKbps));
				apply(TestSettings.audio(false, mode.codec(), mode.sampleRate(), bitrateKbps, 60, 80, false));
			}
		}
	}

	@Test
	@DisplayName("A3 settings that no mode covers are REFUSED, and the former settings stay in effect")
	void outsideTheModes() throws Exception {
		AudioMode mode = this.audio.modes().get(0);
		Audio good = Parts.audio(mode, mode.bitratesKbps().get(0));
		apply(good);
		for (Audio wrong : List.of(TestSettings.audio(true, mode.codec(), 12345, good.bitrateKbps(), 60, 80, true),
				TestSettings.audio(true, mode.codec(), mode.sampleRate(), 1, 60, 80, true))) {
			assertRefused(() -> this.audio.apply(wrong));
			assertInEffect(this.audio, good, Audio.class);
		}
	}

	@Test
	@DisplayName("A4 every volume from 1 to 100 is accepted")
	void volumes() throws Exception {
		AudioMode mode = this.audio.modes().get(0);
		for (int volume : List.of(1, 50, 100)) {
			apply(TestSettings.audio(true, mode.codec(), mode.sampleRate(), mode.bitratesKbps().get(0), volume,
					101 - volume, true));
		}
	}

	@Test
	@DisplayName("A5 frames have the codec in effect and increasing times, and are no more than requested")
	void frames() throws Exception {
		for (AudioMode mode : this.audio.modes()) {
			apply(Parts.audio(mode, mode.bitratesKbps().get(0)));
			RecordingSubscriber<AudioFrame> listener = listen();
			listener.request(5);
			long last = Long.MIN_VALUE;
			for (int i = 0; i < 5; i++) {
				AudioFrame frame = listener.next();
				assertThat(frame.codec()).isEqualTo(mode.codec());
				assertThat(frame.sampleRate()).isEqualTo(mode.sampleRate());
				assertThat(frame.data()).isNotEmpty();
				assertThat(frame.timeNanos()).isGreaterThan(last);
				assertThat(Duration.ofNanos(System.nanoTime() - frame.timeNanos())).isBetween(Duration.ofSeconds(-1),
						Duration.ofMinutes(1));
				last = frame.timeNanos();
			}
			assertThat(listener.waiting()).isZero();
			listener.cancel();
			listener.assertRulesKept();
		}
	}

	@Test
	@DisplayName("A6 no frame comes while audio is disabled; enabling it starts the frames")
	void enabling() throws Exception {
		AudioMode mode = this.audio.modes().get(0);
		apply(TestSettings.audio(false, mode.codec(), mode.sampleRate(), mode.bitratesKbps().get(0), 60, 80, true));
		RecordingSubscriber<AudioFrame> listener = listen();
		listener.request(Long.MAX_VALUE);
		long before = System.nanoTime();
		apply(Parts.audio(mode, mode.bitratesKbps().get(0)));
		AudioFrame first = listener.next();
		AudioFrame second = listener.next();
		assertThat(second.timeNanos() - first.timeNanos()).as("time from one frame to the next")
			.isLessThan(System.nanoTime() - before);
	}

	@Test
	@DisplayName("A7 closing the camera ends a subscription with onError, and no new one begins")
	void endsWithTheCamera() throws Exception {
		RecordingSubscriber<AudioFrame> listener = listen();
		camera().close();
		assertThat(listener.error()).isNotNull();
		RecordingSubscriber<AudioFrame> late = listen();
		assertThat(late.error()).isNotNull();
		listener.assertRulesKept();
	}

	private RecordingSubscriber<AudioFrame> listen() {
		assumeTrue(this.audio.frames().isPresent(), "the camera does not give its audio out");
		RecordingSubscriber<AudioFrame> listener = new RecordingSubscriber<>();
		this.audio.frames().orElseThrow().subscribe(listener);
		return listener;
	}

	private void apply(Audio settings) throws Exception {
		this.audio.apply(settings);
		assertInEffect(this.audio, settings, Audio.class);
	}

}
