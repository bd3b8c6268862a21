package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.CameraException;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Video;
import org.camerad.driver.sim.encode.EncodedPicture;
import org.camerad.driver.sim.encode.PictureEncoder;
import org.camerad.driver.sim.encode.OverloadDetector;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * The encoded video of one stream. The encoder exists while somebody is subscribed. A
 * change of the stream's settings replaces it with a new one, which starts with a key
 * frame.
 */
final class SimEncodedVideo implements EncodedVideo, Producer {

	private static final Logger logger = System.getLogger(SimEncodedVideo.class.getName());

	private final String streamName;

	private final SimStream stream;

	private final FaultInjector faults;

	private final FrameCounter frames;

	private final SharedPublisher<AccessUnit> units = new SharedPublisher<>(
			DeliveryPolicy.inSequence(AccessUnit::keyFrame));

	private final PublisherWorker worker;

	private volatile boolean keyFrameRequested;

	/** Used only by the worker's thread, like everything below. */
	private @Nullable PictureEncoder encoder;

	private OverloadDetector workload = new OverloadDetector();

	private boolean keyFrameDue;

	private long lastNumber = FrameCounter.NONE;

	/** True if nobody had demand since the last frame. */
	private boolean idle;

	private long lastTime = Long.MIN_VALUE;

	SimEncodedVideo(String streamName, SimStream stream, FaultInjector faults, FrameCounter frames) {
		this.streamName = streamName;
		this.stream = stream;
		this.faults = faults;
		this.frames = frames;
		this.worker = PublisherWorker.attach("camera-sim-" + streamName + "-encoder", this.units, this);
	}

	@Override
	public Flow.Publisher<AccessUnit> accessUnits() {
		return (subscriber) -> this.units.subscribe(subscriber, this.faults::checkPicture);
	}

	@Override
	public void requestKeyFrame() {
		this.keyFrameRequested = true;
	}

	@Override
	public long delayNanos() {
		if (!this.units.hasDemand()) {
			this.idle = true;
			return NEVER;
		}
		FrameCounter.Frame frame = this.frames.frame();
		return (frame.number() != this.lastNumber) ? 0 : Math.max(1, frame.intervalNanos() - frame.ageNanos());
	}

	@Override
	public void produce() throws CameraException {
		this.faults.checkPicture();
		// Before the frame is taken, because a later request is for a later frame.
		takeKeyFrameRequest();
		long startNanos = System.nanoTime();
		try {
			SimStream.CapturedFrame captured = this.stream.capture(this.idle ? FrameCounter.NONE : this.lastNumber,
					this::load);
			this.idle = false;
			AccessUnit unit = encode(captured, this.keyFrameDue || !this.units.isFollowed());
			this.keyFrameDue = false;
			this.units.publish(unit);
			checkLoad(System.nanoTime() - startNanos, captured.frame().intervalNanos());
		}
		catch (IOException ex) {
			logger.log(Level.ERROR, "the simulated {0} stream cannot be encoded: {1}", this.streamName, Reason.of(ex));
			throw CameraException.unavailable("the " + this.streamName + " stream cannot be encoded: " + Reason.of(ex),
					ex);
		}
	}

	private void takeKeyFrameRequest() {
		if (this.keyFrameRequested) {
			this.keyFrameRequested = false;
			this.keyFrameDue = true;
		}
	}

	@Override
	public void rest() {
		if (this.encoder != null) {
			this.encoder.close();
			this.encoder = null;
		}
		this.lastNumber = FrameCounter.NONE;
	}

	/** Returns whether the stream is being watched. */
	boolean isWatched() {
		return this.units.hasDemand();
	}

	/** Ends every subscription. */
	void endSubscriptions(CameraException reason) {
		this.units.end(reason);
	}

	/** Waits a bounded time for the worker, which ends with the subscriptions. */
	void join() throws InterruptedException {
		this.worker.join();
	}

	private void load(SimStream.CapturedFrame captured) throws IOException {
		encoderFor(captured.view().video()).load(captured.picture());
	}

	private PictureEncoder encoderFor(Video video) throws IOException {
		PictureEncoder current = this.encoder;
		if (current != null && current.video().equals(video)) {
			return current;
		}
		if (current != null) {
			this.encoder = null;
			current.close();
		}
		PictureEncoder opened = new PictureEncoder(video);
		this.encoder = opened;
		this.workload = new OverloadDetector();
		logger.log(Level.DEBUG, "the simulated {0} stream is encoded by {1}: {2}", this.streamName, opened.name(),
				video);
		return opened;
	}

	/**
	 * Encodes a frame. Its time is the start of the frame, and always later than the last
	 * one.
	 */
	private AccessUnit encode(SimStream.CapturedFrame captured, boolean keyFrame) throws IOException {
		PictureEncoder current = encoderFor(captured.view().video());
		this.lastNumber = captured.frame().number();
		this.lastTime = Math.max(this.lastTime + 1, captured.frame().startNanos());
		EncodedPicture encoded = current.encode(keyFrame, this.lastTime);
		return new AccessUnit(current.video().codec(), encoded.data(), this.lastTime, encoded.keyFrame());
	}

	private void checkLoad(long nanos, long interval) {
		PictureEncoder current = this.encoder;
		if (current != null && this.workload.exceeds(nanos, interval)) {
			logger.log(Level.WARNING,
					"the simulated {0} stream skips frames: {1} takes {2} ms per frame, {3} allows {4} ms",
					this.streamName, current.name(), this.workload.millis(), current.video(),
					TimeUnit.NANOSECONDS.toMillis(interval));
		}
	}

}
