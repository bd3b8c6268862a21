package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.CameraException;
import org.camerad.driver.sim.encode.AudioEncoder;
import org.camerad.driver.sim.encode.SpeechTone;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.SharedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * The simulated microphone, a producer of encoded sound. The encoder exists while
 * somebody is subscribed and audio is enabled.
 */
final class SimMicrophone implements Producer {

	private static final Logger logger = System.getLogger(SimMicrophone.class.getName());

	private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final SharedPublisher<AudioFrame> sound;

	private final Supplier<Audio> settings;

	private final FaultInjector faults;

	private final LongSupplier nanoTime;

	/** Used only by the worker's thread. */
	private @Nullable Capture capture;

	/**
	 * Creates a microphone.
	 * @param settings the settings in effect; the worker is woken after each change
	 */
	SimMicrophone(SharedPublisher<AudioFrame> sound, Supplier<Audio> settings, FaultInjector faults,
			LongSupplier nanoTime) {
		this.sound = sound;
		this.settings = settings;
		this.faults = faults;
		this.nanoTime = nanoTime;
	}

	@Override
	public long delayNanos() {
		Capture running = this.capture;
		if (!this.settings.get().enabled()) {
			return (running != null) ? 0 : NEVER;
		}
		if (!this.sound.hasDemand()) {
			return NEVER;
		}
		return (running != null) ? running.dueNanos() - this.nanoTime.getAsLong() : 0;
	}

	@Override
	public void produce() throws CameraException {
		Audio audio = this.settings.get();
		if (!audio.enabled()) {
			rest();
			return;
		}
		this.faults.checkQuery(CameraPart.AUDIO);
		try {
			AudioFrame frame = captureFor(audio).next(audio.inputVolume());
			if (frame != null) {
				this.sound.publish(frame);
			}
		}
		catch (IOException ex) {
			logger.log(Level.ERROR, "the sound of the simulated microphone cannot be encoded: {0}", Reason.of(ex));
			throw CameraException.unavailable("audio cannot be encoded: " + Reason.of(ex), ex);
		}
	}

	@Override
	public void rest() {
		if (this.capture != null) {
			this.capture.encoder.close();
			this.capture = null;
		}
	}

	private Capture captureFor(Audio audio) throws IOException {
		Capture running = this.capture;
		if (running == null || !running.matches(audio)) {
			rest();
			running = new Capture(audio, this.nanoTime.getAsLong());
			this.capture = running;
		}
		running.skipTo(this.nanoTime.getAsLong());
		return running;
	}

	/** A capture of sound from one moment on, in one encoding. */
	private static final class Capture {

		private final Audio audio;

		private final long startNanos;

		private final AudioEncoder encoder;

		private final short[] samples;

		private long position;

		Capture(Audio audio, long startNanos) throws IOException {
			this.audio = audio;
			this.startNanos = startNanos;
			this.encoder = AudioEncoder.open(audio.codec(), audio.sampleRate(), audio.bitrateKbps());
			this.samples = new short[this.encoder.frameLength()];
		}

		boolean matches(Audio other) {
			return this.audio.codec() == other.codec() && this.audio.sampleRate() == other.sampleRate()
					&& this.audio.bitrateKbps() == other.bitrateKbps();
		}

		/** Returns the time at which the next samples are complete, in nanoseconds. */
		long dueNanos() {
			return time(this.position + this.samples.length);
		}

		/** Skips whole frames that are more than a second old. */
		void skipTo(long now) {
			long late = now - dueNanos();
			if (late > NANOS_PER_SECOND) {
				long missed = late / NANOS_PER_SECOND * this.audio.sampleRate();
				this.position += missed - missed % this.samples.length;
			}
		}

		@Nullable AudioFrame next(int volume) throws IOException {
			SpeechTone.fill(this.samples, this.position, this.audio.sampleRate(), volume);
			AudioEncoder.EncodedSound sound = this.encoder.encode(this.samples, this.position);
			this.position += this.samples.length;
			return (sound == null) ? null
					: new AudioFrame(this.audio.codec(), this.audio.sampleRate(), sound.data(), time(sound.position()));
		}

		private long time(long samples) {
			long rate = this.audio.sampleRate();
			return this.startNanos + Math.floorDiv(samples, rate) * NANOS_PER_SECOND
					+ Math.floorMod(samples, rate) * NANOS_PER_SECOND / rate;
		}

	}

}
