package org.camerad.driver.sim;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.AudioMode;
import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.jspecify.annotations.Nullable;

/** The simulated audio encoder with the capabilities of the contract's example (3.11). */
final class SimAudio extends Kept<Audio> implements AudioControl {

	private static final List<AudioMode> MODES = List.of(new AudioMode(AudioCodec.G711_MU_LAW, 8000, List.of(64000)),
			new AudioMode(AudioCodec.G711_A_LAW, 8000, List.of(64000)),
			new AudioMode(AudioCodec.AAC, 16000, List.of(16000)));

	private static final IntRange VOLUME = new IntRange(1, 100);

	private static final Audio INITIAL = new Audio(false, AudioCodec.G711_MU_LAW, 8000, 64000, 60, 80, true);

	private final AudioFeed feed;

	SimAudio(Faults faults, LongSupplier nanoTime) {
		super(faults, Part.AUDIO, INITIAL, SimAudio::wrong, (changed) -> {
		});
		this.feed = new AudioFeed(this::inEffect, faults, nanoTime);
	}

	@Override
	public void apply(Audio settings) throws CameraException {
		super.apply(settings);
		this.feed.wake();
	}

	@Override
	public Optional<Flow.Publisher<AudioFrame>> frames() {
		return Optional.of(this.feed);
	}

	/** Ends every subscription. */
	void end(CameraException reason) {
		this.feed.end(reason);
	}

	/** Waits for the feed's thread, which ends with its subscriptions. */
	void join() throws InterruptedException {
		this.feed.join();
	}

	@Override
	public List<AudioMode> modes() {
		return MODES;
	}

	private static @Nullable String wrong(Audio audio) {
		if (!VOLUME.contains(audio.inputVolume()) || !VOLUME.contains(audio.outputVolume())) {
			return "a volume is not in " + VOLUME;
		}
		boolean offered = MODES.stream()
			.anyMatch((mode) -> mode.codec() == audio.codec() && mode.sampleRate() == audio.sampleRate()
					&& mode.bitrates().contains(audio.bitrate()));
		return offered ? null : "no mode of the encoder: " + audio;
	}

}
