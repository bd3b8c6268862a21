package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.camerad.driver.CameraException;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Picture;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.PictureSource;
import org.camerad.driver.sim.scene.View;
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * One simulated stream. Each frame is rendered and encoded at most once, and only on
 * request.
 */
final class SimStream extends VolatileSetting<Video> implements VideoStream {

	private static final Logger logger = System.getLogger(SimStream.class.getName());

	private final FaultInjector faults;

	private final List<VideoMode> modes;

	private final FrameCounter frames;

	private final PictureSource source;

	private final ViewProvider views;

	private final FrameHistory history = new FrameHistory();

	private final SharedPublisher<Picture> pictures = new SharedPublisher<>(DeliveryPolicy.numbered(Picture::number));

	private final PublisherWorker worker;

	private final Optional<SimEncodedVideo> encoded;

	/**
	 * Guards rendering: the holder renders. Fair, so that video in full load cannot keep
	 * snapshots waiting.
	 */
	private final ReentrantLock captureLock = new ReentrantLock(true);

	private @Nullable CapturedFrame captured;

	private volatile @Nullable Picture latestPicture;

	/** The reason why the last frame failed. */
	private volatile @Nullable String problem;

	SimStream(VideoCapabilities encoder, FaultInjector faults, LongSupplier nanoTime, PictureSource source,
			ViewProvider views) {
		this(encoder, faults, new FrameCounter(nanoTime, encoder.initial().frameRate()), source, views);
	}

	private SimStream(VideoCapabilities encoder, FaultInjector faults, FrameCounter frames, PictureSource source,
			ViewProvider views) {
		super(faults, CameraPart.VIDEO, encoder.initial(), encoder::problem,
				(video) -> frames.endFrame(video.frameRate()));
		this.faults = faults;
		this.modes = encoder.modes();
		this.frames = frames;
		this.source = new FaultySensor(source, faults);
		this.views = views;
		this.worker = PublisherWorker.attach("camera-sim-" + encoder.streamName(), this.pictures,
				new PictureProducer(this.pictures, this, frames));
		this.encoded = encoder.encodes() ? Optional.of(new SimEncodedVideo(encoder.streamName(), this, faults, frames))
				: Optional.empty();
	}

	@Override
	public List<VideoMode> modes() {
		return this.modes;
	}

	@Override
	public Picture snapshot() throws CameraException {
		this.faults.checkPicture();
		Picture picture = this.latestPicture;
		if (picture != null && picture.number() == this.frames.frame().number()) {
			return picture;
		}
		this.captureLock.lock();
		try {
			return picture(capture(this.frames.frame()));
		}
		finally {
			releaseUnlessWatched();
			this.captureLock.unlock();
		}
	}

	/**
	 * Gives the memory of the frame back unless an encoder may need it. Called under the
	 * capture lock.
	 */
	private void releaseUnlessWatched() {
		if (this.encoded.isEmpty() || !this.encoded.get().isWatched()) {
			this.captured = null;
			this.source.release();
		}
	}

	@Override
	public Flow.Publisher<Picture> pictures() {
		return (subscriber) -> this.pictures.subscribe(subscriber, this.faults::checkPicture);
	}

	@Override
	public Optional<EncodedVideo> encoded() {
		return this.encoded.map((video) -> video);
	}

	/**
	 * Passes a frame to a consumer, which must be done with it when it returns.
	 * @param last the number of the previous frame of the consumer
	 */
	CapturedFrame capture(long last, FrameConsumer consumer) throws CameraException, IOException {
		this.captureLock.lock();
		try {
			CapturedFrame taken = capture(this.frames.after(last));
			consumer.accept(taken);
			return taken;
		}
		finally {
			this.captureLock.unlock();
		}
	}

	/**
	 * Returns the reason why no picture can be taken. It tries once more first, since
	 * there may be no client that tries.
	 */
	Optional<String> problem() {
		if (this.problem != null && this.captureLock.tryLock()) {
			try {
				capture(this.frames.frame());
			}
			catch (CameraException ex) {
				logger.log(Level.DEBUG, "there are still no pictures", ex);
			}
			finally {
				releaseUnlessWatched();
				this.captureLock.unlock();
			}
		}
		return Optional.ofNullable(this.problem);
	}

	/** Ends the current frame, because its content may have changed. */
	void changed() {
		this.frames.endFrame();
	}

	@Override
	void restart() {
		super.restart();
		this.captureLock.lock();
		try {
			this.frames.restart(inEffect().frameRate());
			this.history.clear();
			this.latestPicture = null;
			this.captured = null;
			this.problem = null;
		}
		finally {
			this.captureLock.unlock();
		}
	}

	/** Ends every subscription. */
	void endSubscriptions(CameraException reason) {
		this.pictures.end(reason);
		this.encoded.ifPresent((video) -> video.endSubscriptions(reason));
	}

	/** Waits a bounded time for the workers, which end with the subscriptions. */
	void join() throws InterruptedException {
		this.worker.join();
		if (this.encoded.isPresent()) {
			this.encoded.get().join();
		}
	}

	/** Closes the picture source. The power must be off. */
	void close() throws IOException {
		this.captureLock.lock();
		try {
			this.source.close();
		}
		finally {
			this.captureLock.unlock();
		}
	}

	/** Captures a frame unless it has been captured already. */
	private CapturedFrame capture(FrameCounter.Frame frame) throws CameraException {
		CapturedFrame current = this.captured;
		if (current != null && current.frame.number() == frame.number()) {
			return current;
		}
		this.captured = null;
		// Again, because the power may have gone while another frame was encoded.
		this.faults.checkPower();
		try {
			current = draw(frame);
		}
		catch (IOException | RuntimeException ex) {
			this.problem = (ex instanceof IOException) ? Reason.of(ex) : ex.toString();
			throw pictureFailed(ex);
		}
		this.problem = null;
		this.captured = current;
		return current;
	}

	/** Draws a frame once more if the scene was moved meanwhile. */
	private CapturedFrame draw(FrameCounter.Frame frame) throws IOException {
		while (true) {
			FrameHistory.Seen seen = seen(frame);
			YuvPicture picture = this.source.picture(seen.view());
			if (this.views.moment(seen.view()) == seen.moment()) {
				return new CapturedFrame(frame, seen.view(), picture);
			}
			this.history.remove(seen);
		}
	}

	private FrameHistory.Seen seen(FrameCounter.Frame frame) {
		return this.history.take(frame.number(), () -> {
			View view = this.views.view(inEffect(), frame);
			return new FrameHistory.Seen(view, frame.startNanos(), this.views.moment(view));
		});
	}

	/** Returns the newest frames, the current one last. */
	List<FrameHistory.Seen> lastFrames(int count) {
		seen(this.frames.frame());
		return this.history.last(count);
	}

	/** Returns a frame, empty if it was not drawn or is too old. */
	Optional<FrameHistory.Seen> findFrame(long number) {
		return this.history.find(number);
	}

	private Picture picture(CapturedFrame taken) throws CameraException {
		Picture picture = this.latestPicture;
		if (picture != null && picture.number() == taken.frame.number()) {
			return picture;
		}
		try {
			picture = new Picture(this.source.jpeg(taken.picture, taken.view.video()), taken.frame.number());
		}
		catch (IOException | RuntimeException ex) {
			throw pictureFailed(ex);
		}
		this.latestPicture = picture;
		return picture;
	}

	private static CameraException pictureFailed(Exception ex) {
		return CameraException.unavailable("no picture: " + ex, ex);
	}

	/** The view of the camera at a frame. */
	@FunctionalInterface
	interface ViewProvider {

		View view(Video video, FrameCounter.Frame frame);

		/** Returns the moment of the scene that a view shows, in milliseconds. */
		default long moment(View view) {
			return view.time().toEpochMilli();
		}

	}

	/**
	 * A captured frame.
	 *
	 * @param frame its number and time
	 * @param view the view that it shows
	 * @param picture the picture, valid until the next capture
	 */
	record CapturedFrame(FrameCounter.Frame frame, View view, YuvPicture picture) {
	}

	/** A consumer of captured frames. */
	@FunctionalInterface
	interface FrameConsumer {

		void accept(CapturedFrame captured) throws IOException;

	}

}
