package org.camerad.driver.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.flow.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * What the camera makes as it comes. One thread serves all subscribers; it is there while
 * somebody is subscribed.
 *
 * @param <T> what is published
 * @param <V> how one subscriber is served
 */
abstract class Feed<T, V extends Outlet<T>> implements Flow.Publisher<T> {

	/** The delay when there is nothing to do until something changes. */
	static final long NEVER = Long.MAX_VALUE;

	private final String threadName;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<V> viewers = new ArrayList<>();

	private @Nullable Thread worker;

	Feed(String threadName) {
		this.threadName = threadName;
	}

	/**
	 * A new subscriber; the feed is to be told with {@link #wake} and {@link #remove}.
	 */
	abstract V viewer(Flow.Subscriber<? super T> subscriber);

	/** Fails when nobody can subscribe now. */
	abstract void check() throws CameraException;

	/** Nanoseconds until one of the viewers is to be served, {@link #NEVER} for none. */
	abstract long delay(List<V> present);

	/** Before the viewers are counted whom the next value is for. */
	void prepare() {
		// Most need nothing.
	}

	/** Makes one value and shows it to the viewers. Only the feed's thread calls it. */
	abstract void serve(List<V> present) throws CameraException;

	/** Gives back what serving needs: nobody is subscribed any more. */
	void rest() {
		// Most need nothing.
	}

	@Override
	public final void subscribe(Flow.Subscriber<? super T> subscriber) {
		V viewer = viewer(subscriber);
		this.lock.lock();
		try {
			this.viewers.add(viewer);
			this.changed.signalAll();
			if (this.worker == null) {
				this.worker = new Thread(this::run, this.threadName);
				this.worker.setDaemon(true);
				this.worker.start();
			}
		}
		finally {
			this.lock.unlock();
		}
		// After adding: whoever takes the power away ends those that are there.
		try {
			check();
		}
		catch (CameraException ex) {
			viewer.fail(ex);
		}
		viewer.open();
	}

	/** Ends every subscription that there is. */
	final void end(CameraException reason) {
		copy().forEach((viewer) -> viewer.fail(reason));
	}

	/** Waits for the thread's end after {@link #end}, for a bounded time. */
	final void join() throws InterruptedException {
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

	/** Something has changed that {@link #delay} depends on. */
	final void wake() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	final void remove(Outlet<T> viewer) {
		this.lock.lock();
		try {
			this.viewers.remove(viewer);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void run() {
		while (awaitWork()) {
			try {
				prepare();
				serve(copy());
			}
			catch (CameraException ex) {
				end(ex);
			}
			catch (RuntimeException | Error ex) {
				end(CameraException.unavailable(this.threadName + " has failed: " + ex, ex));
			}
		}
	}

	/** Waits until a viewer is to be served; false without viewers. */
	private boolean awaitWork() {
		this.lock.lock();
		try {
			while (!this.viewers.isEmpty()) {
				long delay = delay(this.viewers);
				if (delay <= 0) {
					return true;
				}
				await(delay);
			}
			// Under the lock: the next thread must find everything given back.
			rest();
			this.worker = null;
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(long nanos) {
		try {
			this.changed.awaitNanos(nanos);
		}
		catch (InterruptedException ex) {
			// Nobody has a reason to interrupt this thread; it ends with its viewers.
			System.getLogger(Feed.class.getName()).log(System.Logger.Level.DEBUG, "interrupted", ex);
		}
	}

	private List<V> copy() {
		this.lock.lock();
		try {
			return List.copyOf(this.viewers);
		}
		finally {
			this.lock.unlock();
		}
	}

}
