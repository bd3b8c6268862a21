package com.example.camera.toy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.Setting;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * A stream of pictures. A frame is drawn once, when somebody asks for it. Any thread: the
 * stream's monitor guards the settings and the newest picture.
 */
final class ToyStream implements VideoStream {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final ToyCamera camera;

	private final List<VideoMode> modes;

	private final TestCard card = new TestCard();

	private final SharedPublisher<Picture> pictures = new SharedPublisher<>(DeliveryPolicy.numbered(Picture::number));

	private Video inEffect;

	/** The number of the frame that began at {@link #since}. */
	private long first;

	private long since = System.nanoTime();

	private @Nullable Picture newest;

	ToyStream(ToyCamera camera, String threadName, List<VideoMode> modes) {
		this.camera = camera;
		this.modes = modes;
		VideoMode mode = modes.get(0);
		this.inEffect = new Video(mode.codec(), mode.resolution(), mode.frameRate().max(), 50, mode.bitrateKbps().max(),
				Video.BitrateControl.VBR);
		PublisherWorker.attach(threadName, this.pictures, new Drawing());
	}

	@Override
	public List<VideoMode> modes() {
		return this.modes;
	}

	/** Returns what matters to encoders alone: this stream has pictures. */
	@Override
	public Set<Setting> lacks() {
		return Set.of(Setting.GOP_LENGTH, Setting.BITRATE_CONTROL);
	}

	@Override
	public synchronized void apply(Video settings) throws CameraException {
		this.camera.requireOpen();
		if (this.modes.stream().noneMatch((mode) -> mode.covers(settings))) {
			throw CameraException.refused("the toy camera has no mode for " + settings);
		}
		if (!settings.equals(this.inEffect)) {
			nextFrame();
			this.inEffect = settings;
		}
	}

	@Override
	public synchronized Picture snapshot() throws CameraException {
		this.camera.requireOpen();
		Picture picture = this.newest;
		if (picture == null || picture.number() != frame()) {
			picture = draw(frame());
			this.newest = picture;
		}
		return picture;
	}

	private Picture draw(long number) throws CameraException {
		try {
			return new Picture(this.card.draw(this.inEffect.resolution(), this.camera.look(), number), number);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("no picture: " + ex.getMessage(), ex);
		}
	}

	@Override
	public Flow.Publisher<Picture> pictures() {
		return (subscriber) -> this.pictures.subscribe(subscriber, this.camera::requireOpen);
	}

	/** Starts a new frame: the picture may look different from now on. */
	synchronized void nextFrame() {
		this.first = frame() + 1;
		this.since = System.nanoTime();
	}

	/** Ends every subscription. */
	void end(CameraException reason) {
		this.pictures.end(reason);
	}

	private synchronized long frame() {
		return this.first + (System.nanoTime() - this.since) / interval();
	}

	private synchronized long nanosToNextFrame() {
		return interval() - (System.nanoTime() - this.since) % interval();
	}

	private long interval() {
		return SECOND / this.inEffect.frameRate();
	}

	/**
	 * The producer of pictures: each frame for which there is demand is published once.
	 */
	private final class Drawing implements Producer {

		private final SharedPublisher<Picture> publisher = ToyStream.this.pictures;

		@Override
		public long delayNanos() {
			if (this.publisher.hasDemandFor(frame())) {
				return 0;
			}
			return this.publisher.hasDemand() ? nanosToNextFrame() : NEVER;
		}

		@Override
		public void produce() throws CameraException {
			this.publisher.publish(snapshot());
		}

	}

}
