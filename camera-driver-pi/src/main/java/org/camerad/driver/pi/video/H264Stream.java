package org.camerad.driver.pi.video;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Picture;
import org.camerad.driver.Video;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.process.ManagedProcess;
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;
import org.camerad.driver.support.video.AccessUnitReader;
import org.jspecify.annotations.Nullable;

/**
 * The H.264 encoding of a stream. An ffmpeg process encodes the pictures while there is a
 * subscriber.
 */
final class H264Stream implements EncodedVideo, Producer, AutoCloseable {

	private static final Logger logger = System.getLogger(H264Stream.class.getName());

	/** An encoder that holds back more pictures than this is stuck. */
	private static final int MAX_PENDING_PICTURES = 240;

	private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(5);

	/** A younger encoder is not replaced for a key frame. */
	private static final long MIN_AGE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final long MIN_KEY_FRAME_DISTANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final String name;

	private final PiStream stream;

	private final H264Encoders encoders;

	private final SharedPublisher<AccessUnit> units = new SharedPublisher<>(
			DeliveryPolicy.inSequence(AccessUnit::keyFrame));

	private volatile @Nullable EncoderRun run;

	private volatile boolean closed;

	H264Stream(String name, PiStream stream, H264Encoders encoders) {
		this.name = name;
		this.stream = stream;
		this.encoders = encoders;
		PublisherWorker.attach("camera-pi-h264-" + name, this.units, this);
	}

	@Override
	public Flow.Publisher<AccessUnit> accessUnits() {
		return this.units;
	}

	/**
	 * Requests a key frame. A running ffmpeg cannot insert one, so a new process starts
	 * with one. That happens only after two seconds, and not if the next regular key
	 * frame is less than a second away.
	 */
	@Override
	public void requestKeyFrame() {
		EncoderRun current = this.run;
		if (current != null) {
			current.keyFrameWanted = true;
		}
	}

	/**
	 * Ends the present process so that the next one uses the stream's new settings.
	 */
	void restart() {
		EncoderRun current = this.run;
		if (current != null) {
			current.stopped = true;
		}
	}

	/** Kills an encoder without output for 5 s. Called for each frame. */
	void killIfStuck() {
		EncoderRun current = this.run;
		if (current != null && System.nanoTime() - current.lastOutputNanos > STALL_NANOS) {
			logger.log(Level.WARNING,
					"the encoder of the {0} stream has given no output for 5 s and is killed; a new one starts",
					this.name);
			current.lastOutputNanos = Long.MAX_VALUE;
			current.process.kill();
		}
	}

	@Override
	public long delayNanos() {
		return 0;
	}

	/**
	 * Runs an encoder until its settings change, nobody is subscribed, or it fails.
	 */
	@Override
	public void produce() throws CameraException {
		try {
			encode(this.encoders.require(), this.stream.video());
		}
		catch (IOException | RuntimeException ex) {
			throw CameraException.unavailable("the H.264 encoder failed: " + Reason.of(ex), ex);
		}
	}

	/** Runs one encoder process to its end. */
	private void encode(H264Encoders.Encoder encoder, Video video) throws IOException, CameraException {
		// This thread starts the process and outlives it: the kernel ends the process
		// with the thread that started it.
		try (ManagedProcess process = ManagedProcess.start("h264-" + this.name, encoder.command(video))) {
			EncoderRun current = new EncoderRun(process, video);
			this.run = current;
			Thread reader = new Thread(() -> read(current), "camera-pi-h264-" + this.name + "-out");
			reader.setDaemon(true);
			reader.start();
			feed(current);
		}
		finally {
			this.run = null;
		}
	}

	private void feed(EncoderRun current) throws IOException, CameraException {
		OutputStream input = current.process.input();
		long last = 0;
		while (!current.stopped && !this.closed && this.units.isSubscribed()) {
			if (current.keyFrameWanted && current.isKeyFrameFar()) {
				current.stopped = true;
				return;
			}
			Picture picture = this.stream.awaitPicture(last);
			last = picture.number();
			if (!current.times.offer(System.nanoTime())) {
				throw new IOException("it accepts pictures but gives no output");
			}
			input.write(("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.jpeg().length + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			input.write(picture.jpeg());
			input.write("\r\n".getBytes(StandardCharsets.US_ASCII));
			input.flush();
		}
	}

	private void read(EncoderRun current) {
		AccessUnitReader units = new AccessUnitReader(current.process.output());
		try {
			for (AccessUnitReader.Unit unit = units.next(); unit != null; unit = units.next()) {
				current.recordOutput(unit.key());
				Long time = current.times.poll();
				if (!current.stopped) {
					this.units.publish(new AccessUnit(Codec.H264, unit.data(),
							(time != null) ? time : System.nanoTime(), unit.key()));
				}
			}
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "the encoder's output has ended", ex);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.units.close(CameraException.unavailable("the camera is closed"));
		EncoderRun current = this.run;
		if (current != null) {
			current.stopped = true;
			current.process.kill();
		}
	}

	/** A run of the encoder. */
	private static final class EncoderRun {

		private final ManagedProcess process;

		private final long keyFrameIntervalNanos;

		/** The times of the pictures that have not come out yet. */
		private final BlockingQueue<Long> times = new ArrayBlockingQueue<>(MAX_PENDING_PICTURES);

		private final long startedNanos = System.nanoTime();

		private volatile long lastOutputNanos = this.startedNanos;

		private volatile long lastKeyFrameNanos = this.lastOutputNanos;

		private volatile boolean stopped;

		private volatile boolean keyFrameWanted;

		EncoderRun(ManagedProcess process, Video video) {
			this.process = process;
			this.keyFrameIntervalNanos = TimeUnit.SECONDS.toNanos(video.gopLength()) / video.frameRate();
		}

		void recordOutput(boolean key) {
			this.lastOutputNanos = System.nanoTime();
			if (key) {
				this.lastKeyFrameNanos = this.lastOutputNanos;
				this.keyFrameWanted = false;
			}
		}

		boolean isKeyFrameFar() {
			long now = System.nanoTime();
			long since = now - this.lastKeyFrameNanos;
			return now - this.startedNanos > MIN_AGE_NANOS && since > MIN_KEY_FRAME_DISTANCE_NANOS
					&& this.keyFrameIntervalNanos - since > MIN_KEY_FRAME_DISTANCE_NANOS;
		}

	}

}
