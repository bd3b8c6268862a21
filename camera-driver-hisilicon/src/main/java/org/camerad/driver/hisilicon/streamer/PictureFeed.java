package org.camerad.driver.hisilicon.streamer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.flow.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one stream as they come. One thread serves all subscribers and is there
 * while somebody is subscribed; where the pictures come from is its source's matter.
 */
final class PictureFeed implements Flow.Publisher<Picture> {

	private static final int MOST_VIEWERS = 256;

	/** Where pictures come from. */
	interface Source {

		/**
		 * Gives the feed pictures until nobody is left or wants any.
		 * @throws CameraException when the pictures have stopped
		 */
		void run(PictureFeed feed) throws CameraException, InterruptedException;

	}

	private final String threadName;

	private final Source source;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<Viewer> viewers = new CopyOnWriteArrayList<>();

	private @Nullable Thread worker;

	private volatile @Nullable CameraException closed;

	PictureFeed(String threadName, Source source) {
		this.threadName = threadName;
		this.source = source;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super Picture> subscriber) {
		Viewer viewer = new Viewer(subscriber);
		this.lock.lock();
		try {
			if (this.closed != null) {
				viewer.fail(this.closed);
			}
			else if (this.viewers.size() >= MOST_VIEWERS) {
				viewer.fail(CameraException.unavailable("too many viewers"));
			}
			else {
				this.viewers.add(viewer);
				start();
			}
		}
		finally {
			this.lock.unlock();
		}
		viewer.open();
	}

	private void start() {
		if (this.worker == null) {
			this.worker = new Thread(this::serve, this.threadName);
			this.worker.setDaemon(true);
			this.worker.start();
		}
	}

	private void serve() {
		try {
			while (awaitDemand()) {
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

	/** Waits until somebody wants a picture; false when nobody is left. */
	private boolean awaitDemand() throws InterruptedException {
		this.lock.lock();
		try {
			while (!this.viewers.isEmpty()) {
				if (isWanted()) {
					return true;
				}
				this.changed.await(1, TimeUnit.SECONDS);
			}
			this.worker = null;
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isWanted() {
		return this.viewers.stream().anyMatch(Outlet::wants);
	}

	boolean isWatched() {
		return !this.viewers.isEmpty();
	}

	void show(Picture picture) {
		this.viewers.forEach((viewer) -> viewer.show(picture));
	}

	/** Waits, but no longer than somebody is there. */
	void pause(long nanos) throws InterruptedException {
		this.lock.lock();
		try {
			long left = nanos;
			while (left > 0 && !this.viewers.isEmpty()) {
				left = this.changed.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends every subscription that there is. */
	void end(CameraException reason) {
		this.viewers.forEach((viewer) -> viewer.fail(reason));
	}

	/** Ends every subscription that there is, and each that comes. */
	void close(CameraException reason) {
		Thread serving;
		this.lock.lock();
		try {
			this.closed = reason;
			serving = this.worker;
		}
		finally {
			this.lock.unlock();
		}
		end(reason);
		if (serving != null) {
			serving.interrupt();
		}
	}

	private void wake(Outlet<Picture> viewer) {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void remove(Outlet<Picture> viewer) {
		this.viewers.remove(viewer);
		wake(viewer);
	}

	/** A subscriber, and the last picture it was shown. */
	private final class Viewer extends Outlet<Picture> {

		private long last = -1;

		Viewer(Flow.Subscriber<? super Picture> subscriber) {
			super(subscriber, PictureFeed.this::wake, PictureFeed.this::remove);
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
