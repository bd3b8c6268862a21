package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a head's callers and the thread that has its line share, under one lock: what is
 * to be sent, how the line is, and what the callers wait for.
 */
final class LineState {

	private static final Duration OPENING_WAIT = Duration.ofSeconds(1);

	private static final Duration STALL = Duration.ofSeconds(2);

	private static final Duration LONGEST_IDLE = Duration.ofSeconds(1);

	private final Object lock = new Object();

	private final LineClock clock;

	private final long origin;

	private final FrameSchedule schedule;

	private final LineHealth health;

	private final QueryTransaction dialogue = new QueryTransaction();

	private @Nullable ByteLine line;

	private long writingSince = FrameSchedule.NEVER;

	private boolean closing;

	LineState(PelcoDSettings settings, LineClock clock) {
		this.clock = clock;
		this.origin = clock.nanoTime();
		this.schedule = new FrameSchedule(settings);
		this.health = new LineHealth(settings);
	}

	/** Nanoseconds since this was made: far from any overflow. */
	long now() {
		return this.clock.nanoTime() - this.origin;
	}

	QueryTransaction dialogue() {
		return this.dialogue;
	}

	/** Waits a little for a line that is being opened for the first time. */
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
			long end = System.nanoTime() + OPENING_WAIT.toNanos();
			while (this.health.isOpening() && System.nanoTime() < end) {
				LineClock.SYSTEM.await(this.lock, end - System.nanoTime());
			}
		}
	}

	/** Throws UNAVAILABLE unless the line is there and takes what it is given. */
	void checkReady() throws CameraException {
		synchronized (this.lock) {
			abandonStalled();
			this.health.check();
		}
	}

	/** The same, but a line that is being opened will begin with stops. */
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
		if (this.writingSince != FrameSchedule.NEVER && now() - this.writingSince > STALL.toNanos()) {
			abandon(new IOException("it takes no more bytes"));
		}
	}

	/** Closes a line that stalls: from another thread, for closing may stall as well. */
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
				throw CameraException.unavailable("too many PTZ commands wait for the line");
			}
			this.lock.notifyAll();
		}
	}

	/** Has a question asked; the one before, if nobody has answered it, is given up. */
	CompletableFuture<Integer> ask(PelcoDFrame frame, PelcoDCommand reply) {
		LineCommand command = LineCommand.of(frame);
		synchronized (this.lock) {
			this.schedule.ask(command);
			this.lock.notifyAll();
			return this.dialogue.open(command, reply);
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

	/** What waited fails, and the head will be stopped when the line is back. */
	void lost(Exception cause) {
		synchronized (this.lock) {
			this.line = null;
			this.writingSince = FrameSchedule.NEVER;
			this.schedule.lineLost(cause);
			this.dialogue.giveUp("the line was lost");
			this.health.lost(cause);
			this.lock.notifyAll();
		}
	}

	/** Until it is closed and stopped, or another thread has taken the line away. */
	boolean isServed(ByteLine opened) {
		synchronized (this.lock) {
			boolean done = this.closing && this.schedule.isStopped();
			return this.line == opened && !done;
		}
	}

	/** The next frame, or null after a wait: something may have changed. */
	@Nullable LineCommand take() throws InterruptedException {
		synchronized (this.lock) {
			long now = now();
			LineCommand next = this.schedule.next(now);
			if (next == null && !this.dialogue.isListening()) {
				long due = this.schedule.due(now);
				long idle = (due == FrameSchedule.NEVER) ? LONGEST_IDLE.toNanos() : due - now;
				this.clock.await(this.lock, Math.min(idle, LONGEST_IDLE.toNanos()));
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

	/** Waits before the line is opened again; false when there will be no again. */
	boolean rest(long nanos) throws InterruptedException {
		synchronized (this.lock) {
			long end = now() + nanos;
			while (!this.closing && now() < end) {
				this.clock.await(this.lock, end - now());
			}
			return !this.closing;
		}
	}

	/** Has the head stopped and then the line closed by its thread. */
	void beginClosing() {
		synchronized (this.lock) {
			this.closing = true;
			this.schedule.stop();
			this.lock.notifyAll();
		}
	}

	/**
	 * Ends the line's use, whatever its thread is doing.
	 * @param stalled whether that thread still has it
	 */
	void endClosing(boolean stalled) {
		IOException closed = new IOException("it was closed");
		synchronized (this.lock) {
			if (stalled) {
				abandon(closed);
			}
			lost(closed);
			this.health.closed();
		}
	}

}
