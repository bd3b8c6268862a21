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
import org.camerad.driver.support.process.ManagedProcess;
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;
import org.camerad.driver.support.video.AccessUnitReader;
import org.jspecify.annotations.Nullable;

/**
 * A stream's pictures as H.264: a child process encodes them while somebody is
 * subscribed.
 */
final class H264Stream implements EncodedVideo, Producer, AutoCloseable {

	private static final Logger logger = System.getLogger(H264Stream.class.getName());

	/** An encoder that holds back more pictures than this is stuck. */
	private static final int MAX_PENDING_PICTURES = 240;

	private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(5);

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
	 * ffmpeg cannot be asked for one while it runs, so that a new process begins with
	 * one: at most one a second, and none when one is due soon anyhow.
	 */
	@Override
	public void requestKeyFrame() {
		EncoderRun current = this.run;
		if (current != null) {
			current.keyFrameWanted = true;
		}
	}

	/** Encodes with other settings from now on. */
	void restart() {
		EncoderRun current = this.run;
		if (current != null) {
			current.stopped = true;
		}
	}

	/** Kills an encoder that takes pictures and gives nothing. Called now and then. */
	void killIfStuck() {
		EncoderRun current = this.run;
		if (current != null && System.nanoTime() - current.lastOutputNanos > STALL_NANOS) {
			logger.log(Level.WARNING, "the encoder of the {0} stream is stuck and is killed", this.name);
			current.lastOutputNanos = Long.MAX_VALUE;
			current.process.kill();
		}
	}

	@Override
	public long delayNanos() {
		return 0;
	}

	/** Runs one encoder after the other. */
	@Override
	public void produce() throws CameraException {
		try {
			encode(this.encoders.require(), this.stream.video());
		}
		catch (IOException | RuntimeException ex) {
			throw CameraException.unavailable("the encoder has failed: " + ex.getMessage(), ex);
		}
	}

	/** Runs one encoder until it is no longer wanted, or fails. */
	private void encode(H264Encoders.Encoder encoder, Video video) throws IOException, CameraException {
		// This thread starts the child and outlives it, as the kernel's watch asks for.
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
				throw new IOException("it takes pictures and gives nothing");
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

	/** One run of the encoder. */
	private static final class EncoderRun {

		private final ManagedProcess process;

		private final long keyFrameIntervalNanos;

		/** When the pictures were taken that have not come out yet. */
		private final BlockingQueue<Long> times = new ArrayBlockingQueue<>(MAX_PENDING_PICTURES);

		private volatile long lastOutputNanos = System.nanoTime();

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
			long since = System.nanoTime() - this.lastKeyFrameNanos;
			return since > MIN_KEY_FRAME_DISTANCE_NANOS
					&& this.keyFrameIntervalNanos - since > MIN_KEY_FRAME_DISTANCE_NANOS;
		}

	}

}
