package org.camerad.driver.sim;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.sim.scene.PictureSource;
import org.camerad.driver.sim.scene.View;
import org.jspecify.annotations.Nullable;

/** One simulated stream: each frame is encoded at most once, and only when asked for. */
final class SimStream extends Kept<Video> implements VideoStream {

	private final Faults faults;

	private final List<VideoMode> modes;

	private final FrameCounter frames;

	private final PictureSource source;

	private final Look look;

	private final PictureFeed feed;

	private final ReentrantLock encoder = new ReentrantLock();

	private volatile @Nullable Picture newest;

	SimStream(VideoEncoder encoder, Faults faults, LongSupplier nanoTime, PictureSource source, Look look) {
		this(encoder, faults, new FrameCounter(nanoTime, encoder.initial().frameRate()), source, look);
	}

	private SimStream(VideoEncoder encoder, Faults faults, FrameCounter frames, PictureSource source, Look look) {
		super(faults, Part.VIDEO, encoder.initial(), encoder::wrong, (video) -> frames.next(video.frameRate()));
		this.faults = faults;
		this.modes = encoder.modes();
		this.frames = frames;
		this.source = new FaultySensor(source, faults);
		this.look = look;
		this.feed = new PictureFeed("camera-sim-" + encoder.word(), this, faults, frames);
	}

	@Override
	public List<VideoMode> modes() {
		return this.modes;
	}

	@Override
	public Picture snapshot() throws CameraException {
		this.faults.picture();
		Picture picture = this.newest;
		if (picture != null && picture.number() == this.frames.frame().number()) {
			return picture;
		}
		this.encoder.lock();
		try {
			return encode(this.frames.frame());
		}
		finally {
			this.encoder.unlock();
		}
	}

	@Override
	public Flow.Publisher<Picture> pictures() {
		return this.feed;
	}

	/** Ends the current frame: what it shows may have changed. */
	void changed() {
		this.frames.next();
	}

	@Override
	void restart() {
		super.restart();
		this.encoder.lock();
		try {
			this.frames.restart(inEffect().frameRate());
			this.newest = null;
		}
		finally {
			this.encoder.unlock();
		}
	}

	/** Ends every subscription. */
	void end(CameraException reason) {
		this.feed.end(reason);
	}

	/** Waits for the feed's thread, which ends with its subscriptions. */
	void join() throws InterruptedException {
		this.feed.join();
	}

	/** Gives the picture's source back, after the power has gone. */
	void close() throws IOException {
		this.encoder.lock();
		try {
			this.source.close();
		}
		finally {
			this.encoder.unlock();
		}
	}

	private Picture encode(FrameCounter.Frame frame) throws CameraException {
		Picture picture = this.newest;
		if (picture != null && picture.number() == frame.number()) {
			return picture;
		}
		// Once more: the power may have gone while another frame was being encoded.
		this.faults.checkPower();
		try {
			picture = new Picture(this.source.jpeg(this.look.view(inEffect(), frame)), frame.number());
		}
		catch (IOException | RuntimeException ex) {
			throw CameraException.unavailable("no picture: " + ex, ex);
		}
		this.newest = picture;
		return picture;
	}

	/** What the camera sees at a frame. */
	@FunctionalInterface
	interface Look {

		View view(Video video, FrameCounter.Frame frame);

	}

}
