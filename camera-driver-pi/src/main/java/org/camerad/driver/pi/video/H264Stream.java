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
	private static final int MOST_INSIDE = 240;

	private static final long STALL = TimeUnit.SECONDS.toNanos(5);

	private static final long SOON = TimeUnit.SECONDS.toNanos(1);

	private final String word;

	private final PiStream stream;

	private final H264Encoders encoders;

	private final SharedPublisher<AccessUnit> units = new SharedPublisher<>(
			DeliveryPolicy.inSequence(AccessUnit::keyFrame));

	private volatile @Nullable Session session;

	private volatile boolean closed;

	H264Stream(String word, PiStream stream, H264Encoders encoders) {
		this.word = word;
		this.stream = stream;
		this.encoders = encoders;
		PublisherWorker.attach("camera-pi-h264-" + word, this.units, this);
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
		Session present = this.session;
		if (present != null) {
			present.keyFrameWanted = true;
		}
	}

	/** Encodes with other settings from now on. */
	void restart() {
		Session present = this.session;
		if (present != null) {
			present.over = true;
		}
	}

	/** Kills an encoder that takes pictures and gives nothing. Called now and then. */
	void check() {
		Session present = this.session;
		if (present != null && System.nanoTime() - present.lastSign > STALL) {
			logger.log(Level.WARNING, "the encoder of the {0} stream is stuck and is killed", this.word);
			present.lastSign = Long.MAX_VALUE;
			present.child.kill();
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
		try (ManagedProcess child = ManagedProcess.start("h264-" + this.word, encoder.command(video))) {
			Session present = new Session(child, video);
			this.session = present;
			Thread reader = new Thread(() -> read(present), "camera-pi-h264-" + this.word + "-out");
			reader.setDaemon(true);
			reader.start();
			feed(present);
		}
		finally {
			this.session = null;
		}
	}

	private void feed(Session present) throws IOException, CameraException {
		OutputStream input = present.child.input();
		long last = 0;
		while (!present.over && !this.closed && this.units.isSubscribed()) {
			if (present.keyFrameWanted && present.isKeyFrameFar()) {
				present.over = true;
				return;
			}
			Picture picture = this.stream.await(last);
			last = picture.number();
			if (!present.times.offer(System.nanoTime())) {
				throw new IOException("it takes pictures and gives nothing");
			}
			input.write(("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.jpeg().length + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			input.write(picture.jpeg());
			input.write("\r\n".getBytes(StandardCharsets.US_ASCII));
			input.flush();
		}
	}

	private void read(Session present) {
		AccessUnitReader units = new AccessUnitReader(present.child.output());
		try {
			for (AccessUnitReader.Unit unit = units.next(); unit != null; unit = units.next()) {
				present.sign(unit.key());
				Long time = present.times.poll();
				if (!present.over) {
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
		Session present = this.session;
		if (present != null) {
			present.over = true;
			present.child.kill();
		}
	}

	/** One run of the encoder. */
	private static final class Session {

		private final ManagedProcess child;

		private final long keyInterval;

		/** When the pictures were taken that have not come out yet. */
		private final BlockingQueue<Long> times = new ArrayBlockingQueue<>(MOST_INSIDE);

		private volatile long lastSign = System.nanoTime();

		private volatile long lastKey = this.lastSign;

		private volatile boolean over;

		private volatile boolean keyFrameWanted;

		Session(ManagedProcess child, Video video) {
			this.child = child;
			this.keyInterval = TimeUnit.SECONDS.toNanos(video.gopLength()) / video.frameRate();
		}

		void sign(boolean key) {
			this.lastSign = System.nanoTime();
			if (key) {
				this.lastKey = this.lastSign;
				this.keyFrameWanted = false;
			}
		}

		boolean isKeyFrameFar() {
			long since = System.nanoTime() - this.lastKey;
			return since > SOON && this.keyInterval - since > SOON;
		}

	}

}
