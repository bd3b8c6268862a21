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
 * One try to send one picture, and the connections it has open: closing them from outside
 * is the only way to end a thread that waits for a network. Any thread.
 */
final class UploadAttempt {

	private static final Logger logger = LoggerFactory.getLogger(UploadAttempt.class);

	private final Deque<Closeable> open = new ArrayDeque<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private boolean over;

	/** Takes what is closed when the attempt is given up. */
	synchronized void own(Closeable resource) throws IOException {
		check();
		this.open.push(resource);
	}

	/** What is closed already needs no closing. */
	synchronized void release(Closeable resource) {
		this.open.remove(resource);
	}

	/** Before anything that cannot be taken back. */
	synchronized void check() throws IOException {
		if (this.over) {
			throw new InterruptedIOException("the time for this upload is over");
		}
	}

	/**
	 * From now on nothing is opened or finished. Only what was opened last is closed: the
	 * work may still tidy up through the rest.
	 */
	void expire() {
		Closeable newest;
		synchronized (this) {
			this.over = true;
			newest = this.open.poll();
		}
		if (newest != null) {
			close(newest);
		}
	}

	/** Closes everything. */
	void abandon() {
		List<Closeable> all;
		synchronized (this) {
			this.over = true;
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

	/** The work has returned. */
	void ended() {
		this.end.countDown();
	}

	boolean isEnded() {
		return this.end.getCount() == 0;
	}

	boolean awaitEnd(Duration limit) throws InterruptedException {
		return this.end.await(limit.toNanos(), TimeUnit.NANOSECONDS);
	}

}
