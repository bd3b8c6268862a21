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
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * The simulated audio encoder with the capabilities of the contract's example (3.11).
 */
final class SimAudio extends VolatileSetting<Audio> implements AudioControl {

	private static final List<AudioMode> MODES = List.of(new AudioMode(AudioCodec.G711_MU_LAW, 8000, List.of(64)),
			new AudioMode(AudioCodec.G711_A_LAW, 8000, List.of(64)), new AudioMode(AudioCodec.AAC, 16000, List.of(16)));

	private static final IntRange VOLUME = new IntRange(1, 100);

	private static final Audio INITIAL = new Audio(false, AudioCodec.G711_MU_LAW, 8000, 64, 60, 80, true);

	private final FaultInjector faults;

	private final SharedPublisher<AudioFrame> sound = new SharedPublisher<>(DeliveryPolicy.independent());

	private final PublisherWorker worker;

	SimAudio(FaultInjector faults, LongSupplier nanoTime) {
		super(faults, CameraPart.AUDIO, INITIAL, SimAudio::problem, (changed) -> {
		});
		this.faults = faults;
		this.worker = PublisherWorker.attach("camera-sim-audio", this.sound,
				new SimMicrophone(this.sound, this::inEffect, faults, nanoTime));
	}

	@Override
	public void apply(Audio settings) throws CameraException {
		super.apply(settings);
		this.worker.wake();
	}

	@Override
	public Optional<Flow.Publisher<AudioFrame>> frames() {
		return Optional
			.of((subscriber) -> this.sound.subscribe(subscriber, () -> this.faults.checkQuery(CameraPart.AUDIO)));
	}

	/** Ends every subscription. */
	void endSubscriptions(CameraException reason) {
		this.sound.end(reason);
	}

	/** Waits a bounded time for the worker, which ends with the subscriptions. */
	void join() throws InterruptedException {
		this.worker.join();
	}

	@Override
	public List<AudioMode> modes() {
		return MODES;
	}

	private static @Nullable String problem(Audio audio) {
		if (!VOLUME.contains(audio.inputVolume()) || !VOLUME.contains(audio.outputVolume())) {
			return "a volume is not in " + VOLUME;
		}
		boolean offered = MODES.stream()
			.anyMatch((mode) -> mode.codec() == audio.codec() && mode.sampleRate() == audio.sampleRate()
					&& mode.bitratesKbps().contains(audio.bitrateKbps()));
		return offered ? null : "the encoder has no such mode: " + audio;
	}

}
