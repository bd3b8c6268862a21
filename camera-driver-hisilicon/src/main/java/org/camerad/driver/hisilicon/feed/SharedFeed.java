package org.camerad.driver.hisilicon.feed;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.flow.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * One thread that serves all subscribers and is there while somebody is subscribed. Any
 * thread.
 *
 * @param <T> what is published
 * @param <V> how one subscriber is served
 */
public abstract class SharedFeed<T, V extends Outlet<T>> implements Flow.Publisher<T> {

	private static final System.Logger logger = System.getLogger(SharedFeed.class.getName());

	private static final int MOST_VIEWERS = 256;

	private final String threadName;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<V> viewers = new CopyOnWriteArrayList<>();

	private @Nullable Thread worker;

	private @Nullable CameraException closed;

	/** A feed without subscribers. */
	protected SharedFeed(String threadName) {
		this.threadName = threadName;
	}

	/**
	 * A new subscriber; the feed is to be told with {@link #remove} when it has gone.
	 */
	protected abstract V viewer(Flow.Subscriber<? super T> subscriber);

	/** Serves for as long as {@link #await} says so. Only the feed's thread calls it. */
	protected abstract void serve();

	@Override
	public final void subscribe(Flow.Subscriber<? super T> subscriber) {
		V viewer = viewer(subscriber);
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
			this.worker = new Thread(this::work, this.threadName);
			this.worker.setDaemon(true);
			this.worker.start();
		}
	}

	/** Serves; a mistake ends those who are there, and not the feed. */
	private void work() {
		try {
			serve();
		}
		catch (RuntimeException | Error ex) {
			logger.log(Level.ERROR, this.threadName + " has failed", ex);
			end(CameraException.unavailable(this.threadName + " has failed", ex));
		}
		finally {
			leave();
		}
	}

	/** This thread serves no more; who has come meanwhile is served by another. */
	private void leave() {
		this.lock.lock();
		try {
			if (this.worker == Thread.currentThread()) {
				this.worker = null;
				if (!this.viewers.isEmpty()) {
					start();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until there is work.
	 * @param work whether there is, looked at again after {@link #wake}
	 * @return false when nobody is left, and the thread has to end
	 */
	protected final boolean await(BooleanSupplier work) throws InterruptedException {
		this.lock.lock();
		try {
			while (!this.viewers.isEmpty()) {
				if (work.getAsBoolean()) {
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

	/** Waits, but no longer than somebody is there. */
	public final void pause(long nanos) throws InterruptedException {
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

	/** Those who are subscribed. */
	protected final List<V> viewers() {
		return this.viewers;
	}

	/** Whether anybody is subscribed. */
	public final boolean isWatched() {
		return !this.viewers.isEmpty();
	}

	/** Something has changed that waits depend on. */
	protected final void wake() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A subscriber has gone. */
	protected final void remove(Outlet<T> viewer) {
		this.viewers.remove(viewer);
		wake();
	}

	/** Ends every subscription that there is. */
	public final void end(CameraException reason) {
		this.viewers.forEach((viewer) -> viewer.fail(reason));
	}

	/** Ends every subscription that there is, and each that comes. */
	public final void close(CameraException reason) {
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
			interrupt(serving);
		}
	}

	/** Makes a thread notice that nobody is left, whatever it waits for. */
	protected abstract void interrupt(Thread serving);

}
