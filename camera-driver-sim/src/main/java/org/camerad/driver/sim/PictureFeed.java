package org.camerad.driver.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.flow.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one stream as they come. One thread serves all subscribers; it is there
 * while somebody is subscribed and makes a picture only while somebody wants one.
 */
final class PictureFeed implements Flow.Publisher<Picture> {

	private final String threadName;

	private final SimStream stream;

	private final Faults faults;

	private final FrameCounter frames;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<Viewer> viewers = new ArrayList<>();

	private @Nullable Thread worker;

	PictureFeed(String threadName, SimStream stream, Faults faults, FrameCounter frames) {
		this.threadName = threadName;
		this.stream = stream;
		this.faults = faults;
		this.frames = frames;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super Picture> subscriber) {
		Viewer viewer = new Viewer(subscriber);
		this.lock.lock();
		try {
			this.viewers.add(viewer);
			if (this.worker == null) {
				this.worker = new Thread(this::serve, this.threadName);
				this.worker.setDaemon(true);
				this.worker.start();
			}
		}
		finally {
			this.lock.unlock();
		}
		// After adding: whoever takes the power away ends those that are there.
		try {
			this.faults.picture();
		}
		catch (CameraException ex) {
			viewer.fail(ex);
		}
		viewer.open();
	}

	/** Ends every subscription that there is. */
	void end(CameraException reason) {
		copy().forEach((viewer) -> viewer.fail(reason));
	}

	/** Waits for the thread's end after {@link #end}, for a bounded time. */
	void join() throws InterruptedException {
		Thread serving;
		this.lock.lock();
		try {
			serving = this.worker;
		}
		finally {
			this.lock.unlock();
		}
		if (serving != null && serving != Thread.currentThread()) {
			serving.join(TimeUnit.SECONDS.toMillis(2));
		}
	}

	private void serve() {
		while (awaitDemand()) {
			try {
				Picture picture = this.stream.snapshot();
				copy().forEach((viewer) -> viewer.show(picture));
			}
			catch (CameraException ex) {
				end(ex);
			}
		}
	}

	/**
	 * Waits for a viewer who wants a picture newer than his last; false without viewers.
	 */
	private boolean awaitDemand() {
		this.lock.lock();
		try {
			while (!this.viewers.isEmpty()) {
				FrameCounter.Frame frame = this.frames.frame();
				if (this.viewers.stream().anyMatch((viewer) -> viewer.lacks(frame.number()))) {
					return true;
				}
				await(frame);
			}
			this.worker = null;
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(FrameCounter.Frame current) {
		if (this.viewers.stream().anyMatch(Outlet::wants)) {
			awaitNanos(Math.max(1, current.interval() - current.age()));
		}
		else {
			this.changed.awaitUninterruptibly();
		}
	}

	private void awaitNanos(long nanos) {
		try {
			this.changed.awaitNanos(nanos);
		}
		catch (InterruptedException ex) {
			// Nobody has a reason to interrupt this thread; it ends with its viewers.
			System.getLogger(PictureFeed.class.getName()).log(System.Logger.Level.DEBUG, "interrupted", ex);
		}
	}

	private List<Viewer> copy() {
		this.lock.lock();
		try {
			return List.copyOf(this.viewers);
		}
		finally {
			this.lock.unlock();
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
		this.lock.lock();
		try {
			this.viewers.remove(viewer);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A subscriber, and the last frame it was shown. Only the feed's thread shows. */
	private final class Viewer extends Outlet<Picture> {

		private volatile long last = -1;

		Viewer(Flow.Subscriber<? super Picture> subscriber) {
			super(subscriber, PictureFeed.this::wake, PictureFeed.this::remove);
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
