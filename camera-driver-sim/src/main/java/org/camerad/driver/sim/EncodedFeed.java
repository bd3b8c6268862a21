package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.CameraException;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Video;
import org.camerad.driver.support.flow.Outlet;
import org.camerad.driver.sim.encode.EncodedPicture;
import org.camerad.driver.sim.encode.PictureEncoder;
import org.camerad.driver.sim.encode.Workload;
import org.jspecify.annotations.Nullable;

/**
 * One stream's video as its encoder produces it. The encoder is there while somebody is
 * subscribed, and another one, which begins with a key frame, follows a change of the
 * stream's settings.
 */
final class EncodedFeed extends Feed<AccessUnit, EncodedFeed.Viewer> implements EncodedVideo {

	private static final Logger logger = System.getLogger(EncodedFeed.class.getName());

	private final String word;

	private final SimStream stream;

	private final Faults faults;

	private final FrameCounter frames;

	private volatile boolean keyFrameRequested;

	/** The feed's thread's own, as all below. */
	private @Nullable PictureEncoder encoder;

	private Workload workload = new Workload();

	private boolean keyFrameDue;

	private long lastNumber = FrameCounter.NONE;

	/** Whether nobody wanted what has come since the last frame. */
	private boolean idle;

	private long lastTime = Long.MIN_VALUE;

	EncodedFeed(String word, SimStream stream, Faults faults, FrameCounter frames) {
		super("camera-sim-" + word + "-encoder");
		this.word = word;
		this.stream = stream;
		this.faults = faults;
		this.frames = frames;
	}

	@Override
	public Flow.Publisher<AccessUnit> accessUnits() {
		return this;
	}

	@Override
	public void requestKeyFrame() {
		this.keyFrameRequested = true;
	}

	@Override
	Viewer viewer(Flow.Subscriber<? super AccessUnit> subscriber) {
		return new Viewer(subscriber, this);
	}

	@Override
	void check() throws CameraException {
		this.faults.picture();
	}

	@Override
	long delay(List<Viewer> present) {
		if (present.stream().noneMatch(Outlet::wants)) {
			this.idle = true;
			return NEVER;
		}
		FrameCounter.Frame frame = this.frames.frame();
		return (frame.number() != this.lastNumber) ? 0 : Math.max(1, frame.interval() - frame.age());
	}

	/** Whoever asks for a key frame is there already: it must not be made for others. */
	@Override
	void prepare() {
		if (this.keyFrameRequested) {
			this.keyFrameRequested = false;
			this.keyFrameDue = true;
		}
	}

	@Override
	void serve(List<Viewer> present) throws CameraException {
		this.faults.picture();
		long begun = System.nanoTime();
		try {
			SimStream.Shot shot = this.stream.shoot(this.idle ? FrameCounter.NONE : this.lastNumber, this::load);
			this.idle = false;
			AccessUnit unit = encode(shot, this.keyFrameDue || present.stream().noneMatch(Viewer::follows));
			this.keyFrameDue = false;
			present.forEach((viewer) -> viewer.show(unit));
			look(System.nanoTime() - begun, shot.frame().interval());
		}
		catch (IOException ex) {
			logger.log(Level.ERROR, "The simulated {0} stream cannot be encoded: {1}", this.word, ex.getMessage());
			throw CameraException.unavailable("the " + this.word + " stream cannot be encoded: " + ex.getMessage(), ex);
		}
	}

	@Override
	void rest() {
		if (this.encoder != null) {
			this.encoder.close();
			this.encoder = null;
		}
		this.lastNumber = FrameCounter.NONE;
	}

	private void load(SimStream.Shot shot) throws IOException {
		ready(shot.view().video()).load(shot.picture());
	}

	private PictureEncoder ready(Video video) throws IOException {
		PictureEncoder present = this.encoder;
		if (present != null && present.video().equals(video)) {
			return present;
		}
		if (present != null) {
			this.encoder = null;
			present.close();
		}
		PictureEncoder opened = new PictureEncoder(video);
		this.encoder = opened;
		this.workload = new Workload();
		logger.log(Level.DEBUG, "The simulated {0} stream is encoded by {1}: {2}", this.word, opened.name(), video);
		return opened;
	}

	/** Its time is when the frame began, and later than the last one's in any case. */
	private AccessUnit encode(SimStream.Shot shot, boolean keyFrame) throws IOException {
		PictureEncoder present = ready(shot.view().video());
		this.lastNumber = shot.frame().number();
		this.lastTime = Math.max(this.lastTime + 1, shot.frame().begun());
		EncodedPicture encoded = present.encode(keyFrame, this.lastTime);
		return new AccessUnit(present.video().codec(), encoded.data(), this.lastTime, encoded.keyFrame());
	}

	private void look(long nanos, long interval) {
		PictureEncoder present = this.encoder;
		if (present != null && this.workload.exceeds(nanos, interval)) {
			logger.log(Level.WARNING,
					"The simulated {0} stream skips frames: with {1} one takes {2} ms here, and {3} leaves {4} ms",
					this.word, present.name(), this.workload.millis(), present.video(),
					TimeUnit.NANOSECONDS.toMillis(interval));
		}
	}

	/**
	 * A subscriber, who can do with an access unit only if it got the one before, or at a
	 * key frame.
	 */
	static final class Viewer extends Outlet<AccessUnit> {

		private boolean follows;

		Viewer(Flow.Subscriber<? super AccessUnit> subscriber, EncodedFeed feed) {
			super(subscriber, (outlet) -> feed.wake(), feed::remove);
		}

		boolean follows() {
			return this.follows;
		}

		void show(AccessUnit unit) {
			this.follows = (this.follows || unit.keyFrame()) && hasRoom();
			if (this.follows) {
				offer(unit);
			}
		}

	}

}
