package org.camerad.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt to upload one picture, with its open connections. Closing them from outside
 * is the only way to end a thread that waits for a network. Any thread.
 */
final class UploadAttempt {

	private static final Logger logger = LoggerFactory.getLogger(UploadAttempt.class);

	private final Deque<Closeable> open = new ArrayDeque<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private boolean expired;

	/**
	 * Registers a resource, which is closed when the attempt expires or is abandoned.
	 * @throws IOException when the time limit has passed
	 */
	synchronized void register(Closeable resource) throws IOException {
		check();
		this.open.push(resource);
	}

	/** Removes a resource that is closed already. */
	synchronized void unregister(Closeable resource) {
		this.open.remove(resource);
	}

	/**
	 * Checks the time limit, before every step that cannot be undone.
	 * @throws IOException when the time limit has passed
	 */
	synchronized void check() throws IOException {
		if (this.expired) {
			throw new InterruptedIOException("the time limit of this upload has passed");
		}
	}

	/**
	 * Ends the time limit: no resource is opened and no upload completed from now on.
	 * Closes only the newest resource, so that the upload can clean up through the
	 * others.
	 */
	void expire() {
		Closeable newest;
		synchronized (this) {
			this.expired = true;
			newest = this.open.poll();
		}
		if (newest != null) {
			close(newest);
		}
	}

	/** Ends the time limit and closes every resource. */
	void abandon() {
		List<Closeable> all;
		synchronized (this) {
			this.expired = true;
			all = List.copyOf(this.open);
			this.open.clear();
		}
		all.forEach(UploadAttempt::close);
	}

	private static void close(Closeable resource) {
		try {
			resource.close();
		}
		catch (IOException ex) {
			logger.debug("a connection did not close: {}", ex.toString());
		}
	}

	/** Marks that the upload has returned. */
	void markEnded() {
		this.end.countDown();
	}

	boolean isEnded() {
		return this.end.getCount() == 0;
	}

	boolean awaitEnd(Duration limit) throws InterruptedException {
		return this.end.await(limit.toNanos(), TimeUnit.NANOSECONDS);
	}

}
