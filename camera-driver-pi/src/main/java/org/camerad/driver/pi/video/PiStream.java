package org.camerad.driver.pi.video;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.driver.CameraException;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Picture;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * A video stream: the frames of the camera process at the stream's own frame rate. A
 * picture is rendered only on demand, and once for all subscribers.
 */
final class PiStream implements VideoStream, AutoCloseable {

	private static final CameraException CLOSED = CameraException.unavailable("the camera is closed");

	private final StreamModes modes;

	private final PiVideo source;

	private final PictureRenderer renderer;

	private final H264Stream encoded;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final ReentrantLock rendering = new ReentrantLock();

	private final SharedPublisher<Picture> pictures = new SharedPublisher<>(DeliveryPolicy.numbered(Picture::number));

	private volatile Video video;

	private @Nullable Numbered current;

	private long number;

	private long nextDueNanos = System.nanoTime();

	private @Nullable Picture newestPicture;

	private volatile boolean closed;

	private record Numbered(Frame frame, long number) {
	}

	PiStream(StreamModes modes, PiVideo source, PictureRenderer renderer) {
		this.modes = modes;
		this.source = source;
		this.renderer = renderer;
		this.video = modes.initial();
		this.encoded = new H264Stream(modes.name(), this, source.encoders());
		PublisherWorker.attach("camera-pi-" + modes.name(), this.pictures, new PictureProducer());
	}

	@Override
	public List<VideoMode> modes() {
		return this.modes.modes();
	}

	/** Returns the settings in effect. */
	Video video() {
		return this.video;
	}

	/** Returns the highest frame rate of the stream's size, in frames per second. */
	int maxFrameRate() {
		Resolution size = this.video.resolution();
		return modes().stream()
			.filter((mode) -> mode.resolution().equals(size))
			.mapToInt((mode) -> mode.frameRate().max())
			.max()
			.orElse(this.video.frameRate());
	}

	@Override
	public void apply(Video settings) throws CameraException {
		if (this.closed) {
			throw CLOSED;
		}
		String rejection = this.modes.rejection(settings);
		if (rejection != null) {
			throw CameraException.refused(rejection);
		}
		if (settings.equals(this.video)) {
			return;
		}
		this.video = settings;
		this.source.streamsChanged();
		redraw();
		this.encoded.restart();
	}

	/**
	 * Offers a frame; the stream takes it if its frame rate allows. Runs on the camera
	 * process's thread and does not block.
	 */
	void offer(Frame frame) {
		this.lock.lock();
		try {
			long interval = TimeUnit.SECONDS.toNanos(1) / this.video.frameRate();
			long late = frame.timeNanos() - this.nextDueNanos;
			boolean former = this.current == null || this.current.frame.generation() != frame.generation();
			if (former || late > -interval / 4) {
				this.nextDueNanos = (former || late > interval) ? frame.timeNanos() + interval
						: this.nextDueNanos + interval;
				this.current = new Numbered(frame, ++this.number);
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
		this.encoded.killIfStuck();
	}

	/** Wakes all threads that wait for a frame. */
	private void signal() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Gives the present frame a new number, so that it is rendered again with the present
	 * settings.
	 */
	void redraw() {
		this.lock.lock();
		try {
			if (this.current != null) {
				this.current = new Numbered(this.current.frame, ++this.number);
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public Picture snapshot() throws CameraException {
		return render(awaitFrame(0, this.source.pictureTimeout()));
	}

	@Override
	public Flow.Publisher<Picture> pictures() {
		return this.pictures;
	}

	@Override
	public Optional<EncodedVideo> encoded() {
		return Optional.of(this.encoded);
	}

	/**
	 * Returns the first picture after a number; blocks until there is one.
	 * @throws CameraException UNAVAILABLE if none comes within the picture timeout or the
	 * camera is closed
	 */
	Picture awaitPicture(long after) throws CameraException {
		return render(awaitFrame(after, this.source.pictureTimeout()));
	}

	/**
	 * Returns the present frame when it is newer than a number and shows the newest
	 * settings; blocks until then.
	 */
	private Numbered awaitFrame(long after, long nanos) throws CameraException {
		long deadline = System.nanoTime() + nanos;
		this.lock.lock();
		try {
			while (true) {
				this.source.checkWorking(this.closed);
				Numbered present = this.current;
				if (present != null && present.number > after && this.source.isNew(present.frame)) {
					return present;
				}
				long left = deadline - System.nanoTime();
				if (left <= 0) {
					throw CameraException.unavailable("no picture came from the camera in time");
				}
				this.changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("the wait for a picture was interrupted", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private Picture render(Numbered frame) throws CameraException {
		this.rendering.lock();
		try {
			Picture made = this.newestPicture;
			if (made != null && made.number() >= frame.number) {
				return made;
			}
			if (this.closed) {
				throw CLOSED;
			}
			made = new Picture(this.renderer.jpeg(frame.frame, this.video, this.source.osd(), this.source.localTime()),
					frame.number);
			this.newestPicture = made;
			return made;
		}
		catch (IOException | RuntimeException ex) {
			throw CameraException.unavailable("rendering a picture failed: " + ex, ex);
		}
		finally {
			this.rendering.unlock();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.encoded.close();
		this.pictures.close(CLOSED);
		signal();
		this.rendering.lock();
		try {
			this.renderer.close();
		}
		finally {
			this.rendering.unlock();
		}
	}

	/** The producer of pictures; each is newer than the one before. */
	private final class PictureProducer implements Producer {

		private long last;

		@Override
		public long delayNanos() {
			return PiStream.this.pictures.hasDemand() ? 0 : NEVER;
		}

		@Override
		public void produce() throws CameraException {
			Picture picture = awaitPicture(this.last);
			this.last = picture.number();
			PiStream.this.pictures.publish(picture);
		}

		@Override
		public void rest() {
			this.last = 0;
		}

	}

}
