package org.camerad.driver.pi.audio;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.CameraException;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.g711.G711;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ManagedProcess;
import org.camerad.driver.support.process.ProgramFinder;
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * The capture of sound from an ALSA device, which runs while audio is enabled and has a
 * subscriber.
 */
final class AudioCapture implements Producer, AutoCloseable {

	private static final Logger logger = System.getLogger(AudioCapture.class.getName());

	private static final int FRAMES_PER_SECOND = 50;

	private static final long READER_JOIN_MILLIS = 1000;

	private final String device;

	private final ProgramFinder programs;

	private final Optional<Path> encoder;

	private final SharedPublisher<AudioFrame> publisher = new SharedPublisher<>(DeliveryPolicy.independent());

	private final PublisherWorker worker;

	private volatile @Nullable Audio settings;

	private @Nullable ManagedProcess process;

	/**
	 * Set when the present process is killed; new subscribers wait for the next one.
	 */
	private boolean stopped;

	private volatile String problem = "";

	private volatile boolean closed;

	AudioCapture(String device, ProgramFinder programs, Optional<Path> encoder) {
		this.device = device;
		this.programs = programs;
		this.encoder = encoder;
		this.worker = PublisherWorker.attach("camera-pi-audio", this.publisher, this);
	}

	Flow.Publisher<AudioFrame> frames() {
		return this.publisher;
	}

	/**
	 * Returns why there is no sound; empty while it works or nobody has subscribed.
	 */
	String problem() {
		return this.problem;
	}

	void apply(Audio wanted) {
		synchronized (this) {
			Audio former = this.settings;
			boolean same = former != null && former.enabled() == wanted.enabled() && former.codec() == wanted.codec()
					&& former.sampleRate() == wanted.sampleRate() && former.bitrateKbps() == wanted.bitrateKbps();
			if (same) {
				// A change of volumes alone does not interrupt the sound.
				return;
			}
			this.settings = wanted;
			stop();
		}
		this.worker.wake();
	}

	@Override
	public long delayNanos() {
		return isEnabled() ? 0 : NEVER;
	}

	@Override
	public void produce() throws CameraException {
		Audio audio = this.settings;
		if (audio == null || !isWanted()) {
			return;
		}
		try {
			capture(audio);
		}
		catch (CameraException ex) {
			throw recordFailure(String.valueOf(ex.getMessage()));
		}
		catch (IOException | RuntimeException ex) {
			throw recordFailure(this.device + ": capturing sound failed: " + Reason.of(ex));
		}
	}

	private CameraException recordFailure(String reason) {
		this.problem = reason;
		logger.log(Level.WARNING, reason);
		return CameraException.unavailable(reason);
	}

	/**
	 * Kills the process when the last subscriber leaves, because its next samples may
	 * never come.
	 */
	@Override
	public synchronized void unsubscribed() {
		if (!isWanted()) {
			stop();
		}
	}

	private synchronized void stop() {
		if (this.process != null) {
			this.stopped = true;
			this.process.kill();
		}
	}

	private boolean isEnabled() {
		Audio present = this.settings;
		return !this.closed && present != null && present.enabled();
	}

	private boolean isWanted() {
		return isEnabled() && this.publisher.isSubscribed();
	}

	private synchronized boolean isObsolete(Audio captured) {
		return this.stopped || !isWanted() || captured != this.settings;
	}

	private synchronized void setProcess(@Nullable ManagedProcess present) {
		this.process = present;
		this.stopped = false;
	}

	private void capture(Audio audio) throws IOException, CameraException {
		Path arecord = this.programs.find("arecord")
			.orElseThrow(() -> CameraException.unavailable("arecord is not installed: apt install alsa-utils"));
		Command command = new Command(arecord, List.of("-q", "-D", this.device, "-t", "raw", "-f", "S16_LE", "-c", "1",
				"-r", String.valueOf(audio.sampleRate())));
		// This thread starts the process and outlives it: the kernel ends the process
		// with the thread that started it.
		try (ManagedProcess microphone = ManagedProcess.start("audio", command)) {
			setProcess(microphone);
			if (audio.codec() == AudioCodec.AAC) {
				captureAac(microphone, audio);
			}
			else {
				captureG711(microphone, audio);
			}
			if (!isObsolete(audio)) {
				microphone.awaitEnd(1000);
				throw new IOException(
						microphone.isAlive() ? "arecord closed its output" : "arecord " + microphone.end());
			}
		}
		catch (IOException ex) {
			// A read error of a stopped process is not a failure for subscribers that
			// have come since.
			if (!isObsolete(audio)) {
				throw ex;
			}
			logger.log(Level.DEBUG, "a stopped recording has ended", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			setProcess(null);
		}
	}

	private void captureG711(ManagedProcess microphone, Audio audio) throws IOException {
		InputStream samples = microphone.output();
		G711 law = (audio.codec() == AudioCodec.G711_A_LAW) ? G711.A_LAW : G711.MU_LAW;
		byte[] chunk = readChunk(samples, audio);
		while (chunk.length > 0 && !isObsolete(audio)) {
			byte[] coded = law.encodeLittleEndian(chunk);
			publish(audio, coded, System.nanoTime() - durationNanos(audio, coded.length));
			chunk = readChunk(samples, audio);
		}
	}

	private void captureAac(ManagedProcess microphone, Audio audio)
			throws IOException, CameraException, InterruptedException {
		Path ffmpeg = this.encoder.orElseThrow(() -> CameraException.unavailable("no AAC encoder is installed"));
		Command command = new Command(ffmpeg,
				List.of("-hide_banner", "-loglevel", "error", "-fflags", "nobuffer", "-f", "s16le", "-ar",
						String.valueOf(audio.sampleRate()), "-ac", "1", "-i", "pipe:0", "-c:a", "aac", "-b:a",
						audio.bitrateKbps() + "k", "-flush_packets", "1", "-f", "adts", "pipe:1"));
		try (ManagedProcess encoderProcess = ManagedProcess.start("aac", command)) {
			Thread reader = new Thread(() -> readAac(encoderProcess, audio), "camera-pi-audio-out");
			reader.setDaemon(true);
			reader.start();
			try {
				encode(microphone, encoderProcess, audio);
			}
			finally {
				// No access unit of this encoder may come after the next one has started.
				encoderProcess.kill();
				reader.join(READER_JOIN_MILLIS);
			}
		}
	}

	private void encode(ManagedProcess microphone, ManagedProcess encoderProcess, Audio audio) throws IOException {
		InputStream samples = microphone.output();
		byte[] chunk = readChunk(samples, audio);
		while (chunk.length > 0 && !isObsolete(audio)) {
			encoderProcess.input().write(chunk);
			encoderProcess.input().flush();
			chunk = readChunk(samples, audio);
		}
	}

	private void readAac(ManagedProcess encoderProcess, Audio audio) {
		AdtsReader units = new AdtsReader(encoderProcess.output());
		try {
			for (byte[] unit = units.next(); unit != null; unit = units.next()) {
				publish(audio, unit, System.nanoTime() - durationNanos(audio, 1024));
			}
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "the encoder's output has ended", ex);
		}
	}

	/** Reads the samples of the next 20 ms; fewer at the end. */
	private static byte[] readChunk(InputStream samples, Audio audio) throws IOException {
		return samples.readNBytes(audio.sampleRate() / FRAMES_PER_SECOND * 2);
	}

	private static long durationNanos(Audio audio, int samples) {
		return TimeUnit.SECONDS.toNanos(samples) / audio.sampleRate();
	}

	/**
	 * Publishes only sound of the settings in effect, which change under the same lock.
	 */
	private synchronized void publish(Audio audio, byte[] data, long timeNanos) {
		this.problem = "";
		if (!isObsolete(audio)) {
			this.publisher.publish(new AudioFrame(audio.codec(), audio.sampleRate(), data, timeNanos));
		}
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
			stop();
		}
		this.publisher.close(CameraException.unavailable("the camera is closed"));
	}

}
