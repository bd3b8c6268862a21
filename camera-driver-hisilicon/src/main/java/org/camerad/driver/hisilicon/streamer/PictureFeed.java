package org.camerad.driver.hisilicon.streamer;

import java.util.concurrent.Flow;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.support.flow.Outlet;
import org.camerad.driver.hisilicon.feed.SharedFeed;

/**
 * The pictures of one stream as they come; where they come from is its source's matter.
 */
final class PictureFeed extends SharedFeed<Picture, PictureFeed.Viewer> {

	/** Where pictures come from. */
	interface Source {

		/**
		 * Gives the feed pictures until nobody is left or wants any.
		 * @throws CameraException when the pictures have stopped
		 */
		void run(PictureFeed feed) throws CameraException, InterruptedException;

	}

	private final Source source;

	PictureFeed(String threadName, Source source) {
		super(threadName);
		this.source = source;
	}

	@Override
	protected Viewer viewer(Flow.Subscriber<? super Picture> subscriber) {
		return new Viewer(subscriber, this);
	}

	@Override
	protected void serve() {
		try {
			while (await(this::isWanted)) {
				try {
					this.source.run(this);
				}
				catch (CameraException ex) {
					end(ex);
				}
			}
		}
		catch (InterruptedException ex) {
			end(CameraException.unavailable("the camera is closed", ex));
		}
	}

	@Override
	protected void interrupt(Thread serving) {
		serving.interrupt();
	}

	boolean isWanted() {
		return viewers().stream().anyMatch(Outlet::wants);
	}

	void show(Picture picture) {
		viewers().forEach((viewer) -> viewer.show(picture));
	}

	/** A subscriber, and the last picture it was shown. */
	static final class Viewer extends Outlet<Picture> {

		private long last = -1;

		Viewer(Flow.Subscriber<? super Picture> subscriber, PictureFeed feed) {
			super(subscriber, (asked) -> feed.wake(), feed::remove);
		}

		/** Only the feed's thread shows. */
		void show(Picture picture) {
			if (picture.number() > this.last && wants()) {
				this.last = picture.number();
				offer(picture);
			}
		}

	}

}
