package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.camerad.driver.Motion;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.motion.BlockDetector;
import org.camerad.driver.support.motion.LumaPicture;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the motion detector with a small grey picture five times per second while
 * detection is on. Its thread exists only then. Thread-safe.
 */
final class MotionDetectionWorker {

	private static final Logger logger = System.getLogger(MotionDetectionWorker.class.getName());

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	private final LumaSource source;

	private final Consumer<MotionEvent> listener;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private @Nullable BlockDetector detector;

	private @Nullable Thread worker;

	private boolean closed;

	/** The reason why there is no picture; the log has reported it. */
	private volatile @Nullable String problem;

	MotionDetectionWorker(LumaSource source, Consumer<MotionEvent> listener) {
		this.source = source;
		this.listener = listener;
	}

	/** The source of the pictures. */
	interface LumaSource {

		/**
		 * Returns the current grey picture, null while the sensor produces none.
		 * @throws IOException if the picture cannot be made
		 */
		@Nullable LumaPicture capture() throws IOException;

		/**
		 * Returns whether the head, the lens or the image settings changed between the
		 * last two pictures.
		 */
		boolean viewChanged();

		/** Releases the memory and the files of the source. */
		void release() throws IOException;

	}

	/** Applies settings. Starts or stops detection if necessary. */
	void apply(Motion settings) {
		this.lock.lock();
		try {
			if (!settings.enabled() || this.closed) {
				this.detector = null;
				this.changed.signalAll();
			}
			else if (this.detector != null) {
				this.detector.apply(settings);
			}
			else {
				this.detector = new BlockDetector(settings);
				start();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void start() {
		if (this.worker == null) {
			Thread thread = new Thread(this::run, "camera-sim-motion");
			thread.setDaemon(true);
			this.worker = thread;
			thread.start();
		}
	}

	/** Returns the reason why the last picture failed, empty if it did not. */
	Optional<String> problem() {
		return Optional.ofNullable(this.problem);
	}

	/**
	 * Stops detection for good and waits up to two seconds for the end of the thread.
	 */
	void close() throws InterruptedException {
		Thread workerThread;
		this.lock.lock();
		try {
			this.closed = true;
			this.detector = null;
			this.changed.signalAll();
			workerThread = this.worker;
		}
		finally {
			this.lock.unlock();
		}
		if (workerThread != null && workerThread != Thread.currentThread()) {
			workerThread.join(TimeUnit.SECONDS.toMillis(2));
		}
	}

	private void run() {
		long next = System.nanoTime();
		for (BlockDetector current = awaitNextPicture(next); current != null; current = awaitNextPicture(next)) {
			detect(current);
			// A busy machine does not catch up on missed pictures.
			next = Math.max(next + INTERVAL_NANOS, System.nanoTime());
		}
	}

	/**
	 * Waits until the given time. Returns null, and ends the thread's duty, when
	 * detection is off.
	 */
	private @Nullable BlockDetector awaitNextPicture(long time) {
		this.lock.lock();
		try {
			long left = time - System.nanoTime();
			while (this.detector != null && left > 0) {
				left = this.changed.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			logger.log(Level.DEBUG, "motion detection was interrupted", ex);
		}
		finally {
			this.lock.unlock();
		}
		return currentDetector();
	}

	private @Nullable BlockDetector currentDetector() {
		this.lock.lock();
		try {
			BlockDetector current = this.detector;
			if (current == null) {
				this.worker = null;
				this.problem = null;
				release();
			}
			return current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void release() {
		try {
			this.source.release();
		}
		catch (IOException ex) {
			logger.log(Level.WARNING, "cannot close the picture source of motion detection", ex);
		}
	}

	private void detect(BlockDetector current) {
		try {
			LumaPicture picture = this.source.capture();
			if (picture != null) {
				if (this.source.viewChanged()) {
					current.relearn();
				}
				current.look(picture).ifPresent(this.listener);
				this.problem = null;
			}
		}
		catch (IOException | RuntimeException | Error ex) {
			if (this.problem == null) {
				logger.log(Level.WARNING, "motion detection gets no pictures: {0}", ex.toString());
			}
			this.problem = (ex instanceof IOException) ? Reason.of(ex) : ex.toString();
		}
	}

}
