package org.camerad.camera;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.jspecify.annotations.Nullable;

/**
 * The captures of one stream. All requests that arrive before a capture begins share it.
 * So any number of requests needs one capture at a time, and every request gets a picture
 * whose capture began after the request. Any thread.
 */
final class SharedCapture implements AutoCloseable {

	private final TimeLimitedExecutor executor;

	private final CameraCall<Picture> capture;

	/** The next capture, null if no request waits for one. */
	private @Nullable TimedCall<Picture> next;

	SharedCapture(TimeLimitedExecutor executor, CameraCall<Picture> capture) {
		this.executor = executor;
		this.capture = capture;
	}

	Picture picture() throws CameraException {
		return this.executor.await(next());
	}

	private synchronized TimedCall<Picture> next() throws CameraException {
		TimedCall<Picture> waiting = this.next;
		if (waiting == null || waiting.isDone()) {
			waiting = this.executor.submit(this::begin);
			this.next = waiting;
		}
		return waiting;
	}

	private Picture begin() throws CameraException {
		synchronized (this) {
			this.next = null;
		}
		return this.capture.run();
	}

	@Override
	public void close() {
		this.executor.close();
	}

}
