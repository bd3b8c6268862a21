package org.camerad.driver.support.publish;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.driver.CameraException;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which a producer makes the values of a publisher. It exists while there
 * is a subscriber. A failure of the producer ends the subscriptions; a later subscription
 * starts it again. Thread-safe.
 */
public final class PublisherWorker {

	private static final Logger logger = System.getLogger(PublisherWorker.class.getName());

	private static final long JOIN_TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(2);

	private final String threadName;

	private final SharedPublisher<?> publisher;

	private final Producer producer;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private long changes;

	private @Nullable Thread thread;

	private PublisherWorker(String threadName, SharedPublisher<?> publisher, Producer producer) {
		this.threadName = threadName;
		this.publisher = publisher;
		this.producer = producer;
	}

	/**
	 * Creates a worker and registers it as the publisher's change listener. The thread
	 * starts with the first subscription.
	 * @param threadName the name of the daemon thread
	 * @param publisher the publisher
	 * @param producer the producer of its values
	 */
	public static PublisherWorker attach(String threadName, SharedPublisher<?> publisher, Producer producer) {
		PublisherWorker worker = new PublisherWorker(threadName, publisher, producer);
		publisher.onChange(worker::onChange);
		return worker;
	}

	/** Makes the worker ask the producer for its delay again. */
	public void wake() {
		this.lock.lock();
		try {
			this.changes++;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Interrupts the thread if it exists, for producers that wait interruptibly. */
	public void interrupt() {
		Thread running = thread();
		if (running != null) {
			running.interrupt();
		}
	}

	/**
	 * Waits up to two seconds for the end of the thread, which follows the end of the
	 * last subscription. Returns at once on the thread itself.
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public void join() throws InterruptedException {
		Thread running = thread();
		if (running != null && running != Thread.currentThread()) {
			running.join(JOIN_TIMEOUT_MILLIS);
		}
	}

	private @Nullable Thread thread() {
		this.lock.lock();
		try {
			return this.thread;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void onChange() {
		this.lock.lock();
		try {
			if (this.thread == null && this.publisher.isSubscribed()) {
				Thread worker = new Thread(this::run, this.threadName);
				worker.setDaemon(true);
				worker.start();
				this.thread = worker;
			}
		}
		finally {
			this.lock.unlock();
		}
		wake();
		if (!this.publisher.isSubscribed()) {
			this.producer.unsubscribed();
		}
	}

	private void run() {
		while (!retire()) {
			try {
				if (awaitDue()) {
					this.producer.produce();
				}
			}
			catch (CameraException ex) {
				this.publisher.end(ex);
			}
			catch (InterruptedException ex) {
				logger.log(Level.DEBUG, "{0} was interrupted", this.threadName);
			}
			catch (RuntimeException | Error ex) {
				logger.log(Level.ERROR, this.threadName + " has failed", ex);
				this.publisher.end(CameraException.unavailable(this.threadName + " has failed: " + ex, ex));
			}
		}
	}

	/**
	 * Returns whether producing is due; otherwise first waits until it is due or
	 * something changes.
	 */
	private boolean awaitDue() throws InterruptedException {
		long seen = changes();
		long delay = this.producer.delayNanos();
		if (delay <= 0) {
			return true;
		}
		this.lock.lock();
		try {
			if (this.changes == seen) {
				this.changed.awaitNanos(delay);
			}
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private long changes() {
		this.lock.lock();
		try {
			return this.changes;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends the use of the thread and returns true if there is no subscriber. */
	private boolean retire() {
		if (this.publisher.isSubscribed()) {
			return false;
		}
		rest();
		this.lock.lock();
		try {
			// A new subscriber may have found the thread still present.
			boolean retired = !this.publisher.isSubscribed();
			this.thread = retired ? null : this.thread;
			return retired;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void rest() {
		try {
			this.producer.rest();
		}
		catch (RuntimeException | Error ex) {
			logger.log(Level.ERROR, this.threadName + " could not release its resources", ex);
		}
	}

}
