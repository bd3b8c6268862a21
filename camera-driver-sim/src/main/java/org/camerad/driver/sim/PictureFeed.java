package org.camerad.driver.sim;

import java.util.List;
import java.util.concurrent.Flow;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.support.flow.Outlet;

/**
 * The pictures of one stream as they come. A picture is made only while somebody wants
 * one.
 */
final class PictureFeed extends Feed<Picture, PictureFeed.Viewer> {

	private final SimStream stream;

	private final Faults faults;

	private final FrameCounter frames;

	PictureFeed(String threadName, SimStream stream, Faults faults, FrameCounter frames) {
		super(threadName);
		this.stream = stream;
		this.faults = faults;
		this.frames = frames;
	}

	@Override
	Viewer viewer(Flow.Subscriber<? super Picture> subscriber) {
		return new Viewer(subscriber, this);
	}

	@Override
	void check() throws CameraException {
		this.faults.picture();
	}

	@Override
	long delay(List<Viewer> present) {
		FrameCounter.Frame frame = this.frames.frame();
		if (present.stream().anyMatch((viewer) -> viewer.lacks(frame.number()))) {
			return 0;
		}
		return present.stream().anyMatch(Outlet::wants) ? Math.max(1, frame.interval() - frame.age()) : NEVER;
	}

	@Override
	void serve(List<Viewer> present) throws CameraException {
		Picture picture = this.stream.snapshot();
		present.forEach((viewer) -> viewer.show(picture));
	}

	/** A subscriber, and the last frame it was shown. Only the feed's thread shows. */
	static final class Viewer extends Outlet<Picture> {

		private volatile long last = -1;

		Viewer(Flow.Subscriber<? super Picture> subscriber, PictureFeed feed) {
			super(subscriber, (outlet) -> feed.wake(), feed::remove);
		}

		boolean lacks(long number) {
			return number > this.last && wants();
		}

		void show(Picture picture) {
			if (lacks(picture.number())) {
				this.last = picture.number();
				offer(picture);
			}
		}

	}

}
