package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.jspecify.annotations.Nullable;

/**
 * The state that the users of a head share with the thread of its line, under one lock:
 * pending frames, the health of the line, and the pending query.
 */
final class LineState {

	private static final Duration OPENING_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration STALL_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration MAX_IDLE = Duration.ofSeconds(1);

	private final Object lock = new Object();

	private final LineClock clock;

	private final long origin;

	private final FrameSchedule schedule;

	private final LineHealth health;

	private final QueryTransaction transaction = new QueryTransaction();

	private @Nullable ByteLine line;

	private long writingSince = FrameSchedule.NEVER;

	private boolean closing;

	LineState(PelcoDSettings settings, LineClock clock) {
		this.clock = clock;
		this.origin = clock.nanoTime();
		this.schedule = new FrameSchedule(settings);
		this.health = new LineHealth(settings);
	}

	/**
	 * Returns nanoseconds since the creation of this object, so that sums do not
	 * overflow.
	 */
	long now() {
		return this.clock.nanoTime() - this.origin;
	}

	QueryTransaction transaction() {
		return this.transaction;
	}

	/**
	 * Waits up to one second for the first opening of the line.
	 * @throws CameraException UNAVAILABLE if the line is not open
	 */
	void awaitReady() throws CameraException {
		try {
			awaitOpened();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted", ex);
		}
		checkReady();
	}

	private void awaitOpened() throws InterruptedException {
		synchronized (this.lock) {
			long end = System.nanoTime() + OPENING_TIMEOUT.toNanos();
			while (this.health.isOpening() && System.nanoTime() < end) {
				LineClock.SYSTEM.await(this.lock, end - System.nanoTime());
			}
		}
	}

	/**
	 * Checks that the line is open and accepts bytes.
	 * @throws CameraException UNAVAILABLE if it does not
	 */
	void checkReady() throws CameraException {
		synchronized (this.lock) {
			abandonStalled();
			this.health.check();
		}
	}

	/**
	 * Checks like {@link #checkReady()}, but accepts a line that is being opened: it
	 * begins with stops.
	 */
	void checkReadyOrOpening() throws CameraException {
		synchronized (this.lock) {
			if (!this.health.isOpening()) {
				checkReady();
			}
		}
	}

	void checkNotClosed() throws CameraException {
		synchronized (this.lock) {
			this.health.checkNotClosed();
		}
	}

	PartStatus status() {
		synchronized (this.lock) {
			abandonStalled();
			return this.health.status();
		}
	}

	private void abandonStalled() {
		if (this.writingSince != FrameSchedule.NEVER && now() - this.writingSince > STALL_TIMEOUT.toNanos()) {
			abandon(new IOException("the line accepts no more bytes"));
		}
	}

	/** Closes a stalled line on another thread, because closing may stall as well. */
	private void abandon(IOException cause) {
		ByteLine stalled = this.line;
		lost(cause);
		if (stalled != null) {
			Thread closer = new Thread(() -> close(stalled), Thread.currentThread().getName() + "-closer");
			closer.setDaemon(true);
			closer.start();
		}
	}

	private void close(ByteLine stalled) {
		try {
			stalled.close();
		}
		catch (IOException ex) {
			synchronized (this.lock) {
				this.health.note(ex);
			}
		}
	}

	void change(Consumer<FrameSchedule> change) {
		synchronized (this.lock) {
			change.accept(this.schedule);
			this.lock.notifyAll();
		}
	}

	void add(LineCommand command) throws CameraException {
		synchronized (this.lock) {
			if (!this.schedule.add(command)) {
				throw CameraException.unavailable("too many PTZ commands are pending; try again later");
			}
			this.lock.notifyAll();
		}
	}

	/** Schedules a query. A former query without a response is cancelled. */
	CompletableFuture<Integer> ask(PelcoDFrame frame, PelcoDCommand reply) {
		LineCommand command = LineCommand.of(frame);
		synchronized (this.lock) {
			this.schedule.ask(command);
			this.lock.notifyAll();
			return this.transaction.open(command, reply);
		}
	}

	void opened(ByteLine opened) {
		synchronized (this.lock) {
			this.line = opened;
			this.schedule.lineOpened();
			this.health.opened();
			this.lock.notifyAll();
		}
	}

	/**
	 * Fails everything that is pending; the head is stopped when the line returns.
	 */
	void lost(Exception cause) {
		synchronized (this.lock) {
			this.line = null;
			this.writingSince = FrameSchedule.NEVER;
			this.schedule.lineLost(cause);
			this.transaction.cancel("the line was lost");
			this.health.lost(cause);
			this.lock.notifyAll();
		}
	}

	/**
	 * Returns whether the worker still owns the line and has frames to send on it.
	 */
	boolean isServed(ByteLine opened) {
		synchronized (this.lock) {
			boolean done = this.closing && this.schedule.isStopped();
			return this.line == opened && !done;
		}
	}

	/** Returns the next frame; null after a wait, when the state may have changed. */
	@Nullable LineCommand take() throws InterruptedException {
		synchronized (this.lock) {
			long now = now();
			LineCommand next = this.schedule.next(now);
			if (next == null && !this.transaction.isAwaitingResponse()) {
				long due = this.schedule.due(now);
				long idle = (due == FrameSchedule.NEVER) ? MAX_IDLE.toNanos() : due - now;
				this.clock.await(this.lock, Math.min(idle, MAX_IDLE.toNanos()));
			}
			return next;
		}
	}

	void writing() {
		synchronized (this.lock) {
			this.writingSince = now();
		}
	}

	void written() {
		synchronized (this.lock) {
			this.writingSince = FrameSchedule.NEVER;
			this.schedule.written(now());
		}
	}

	boolean isClosing() {
		synchronized (this.lock) {
			return this.closing;
		}
	}

	/**
	 * Waits before the line is opened again; returns false if it must not be opened
	 * again.
	 */
	boolean awaitRetry(long nanos) throws InterruptedException {
		synchronized (this.lock) {
			long end = now() + nanos;
			while (!this.closing && now() < end) {
				this.clock.await(this.lock, end - now());
			}
			return !this.closing;
		}
	}

	/** Requests the worker to stop the head and close the line. */
	void beginClosing() {
		synchronized (this.lock) {
			this.closing = true;
			this.schedule.stop();
			this.lock.notifyAll();
		}
	}

	/**
	 * Ends the use of the line, regardless of the worker.
	 * @param stalled whether the worker still uses the line
	 */
	void endClosing(boolean stalled) {
		IOException closed = new IOException("the PTZ head was closed");
		synchronized (this.lock) {
			if (stalled) {
				abandon(closed);
			}
			lost(closed);
			this.health.closed();
		}
	}

}
