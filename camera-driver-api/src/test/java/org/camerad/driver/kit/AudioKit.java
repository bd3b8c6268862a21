package org.camerad.driver.kit;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioMode;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of microphone and loudspeaker. */
abstract class AudioKit extends PartKit {

	private AudioControl audio;

	@BeforeEach
	void find() {
		this.audio = part("audio", camera().audio());
	}

	@Test
	@DisplayName("A1 there are modes, none twice, grouped by codec, each with a bit rate")
	void modes() {
		assertThat(this.audio.modes()).isNotEmpty().doesNotHaveDuplicates();
		assertThat(this.audio.modes()).allMatch((mode) -> mode.sampleRate() > 0 && !mode.bitrates().isEmpty());
		VideoKit.assertGrouped(this.audio.modes().stream().map(AudioMode::codec).toList());
	}

	@Test
	@DisplayName("A2 each mode is taken with each of its bit rates, audio on and off")
	void everyMode() throws Exception {
		for (AudioMode mode : this.audio.modes()) {
			for (int bitrate : mode.bitrates()) {
				apply(Parts.audio(mode, bitrate));
				apply(new Audio(false, mode.codec(), mode.sampleRate(), bitrate, 60, 80, false));
			}
		}
	}

	@Test
	@DisplayName("A3 audio that no mode covers is REFUSED, and the former stays")
	void outsideTheModes() throws Exception {
		AudioMode mode = this.audio.modes().get(0);
		Audio good = Parts.audio(mode, mode.bitrates().get(0));
		apply(good);
		for (Audio wrong : List.of(new Audio(true, mode.codec(), 12345, good.bitrate(), 60, 80, true),
				new Audio(true, mode.codec(), mode.sampleRate(), 1, 60, 80, true))) {
			assertRefused(() -> this.audio.apply(wrong));
			assertInEffect(this.audio, good, Audio.class);
		}
	}

	@Test
	@DisplayName("A4 every volume from 1 to 100 is taken")
	void volumes() throws Exception {
		AudioMode mode = this.audio.modes().get(0);
		for (int volume : List.of(1, 50, 100)) {
			apply(new Audio(true, mode.codec(), mode.sampleRate(), mode.bitrates().get(0), volume, 101 - volume, true));
		}
	}

	private void apply(Audio settings) throws Exception {
		this.audio.apply(settings);
		assertInEffect(this.audio, settings, Audio.class);
	}

}
