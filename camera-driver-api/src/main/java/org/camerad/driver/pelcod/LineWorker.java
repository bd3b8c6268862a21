package org.camerad.driver.pelcod;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.jspecify.annotations.Nullable;

/**
 * The thread that has the line: opens it, sends what the schedule says, listens while an
 * answer is due, and opens the line again when it is lost.
 */
final class LineWorker {

	private static final Duration OPENING_WAIT = Duration.ofSeconds(1);

	private static final Duration STALL = Duration.ofSeconds(2);

	private static final Duration ANSWER_WAIT = Duration.ofMillis(500);

	private static final Duration LISTEN = Duration.ofMillis(10);

	private static final Duration LONGEST_IDLE = Duration.ofMinutes(1);

	private static final int MOST_STALE_READS = 64;

	private final Object lock = new Object();

	private final PelcoDSettings settings;

	private final ByteLine.Opener opener;

	private final LineClock clock;

	private final long origin;

	private final FrameSchedule schedule;

	private final LineHealth health;

	private final PelcoDReader reader = new PelcoDReader(this::isAwaited);

	private final byte[] incoming = new byte[64];

	private final Thread thread = new Thread(this::run);

	private @Nullable ByteLine line;

	private @Nullable Question question;

	private long answerDue;

	private long writingSince = FrameSchedule.NEVER;

	private boolean closing;

	LineWorker(PelcoDSettings settings, ByteLine.Opener opener, LineClock clock) {
		this.settings = settings;
		this.opener = opener;
		this.clock = clock;
		this.origin = clock.nanoTime();
		this.schedule = new FrameSchedule(settings);
		this.health = new LineHealth(settings);
	}

	void start(String name) {
		this.thread.setName(name);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private long now() {
		return this.clock.nanoTime() - this.origin;
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
			if (now() - this.writingSince > STALL.toNanos() && this.writingSince != FrameSchedule.NEVER) {
				abandon(new IOException("it takes no more bytes"));
			}
			this.health.check();
		}
	}

	void checkReadyOrOpening() throws CameraException {
		synchronized (this.lock) {
			if (!this.health.isOpening()) {
				checkReady();
			}
		}
	}

	/** Closes a line that stalls: from another thread, for closing may stall as well. */
	private void abandon(IOException cause) {
		ByteLine stalled = this.line;
		lost(cause);
		if (stalled != null) {
			Thread closer = new Thread(() -> close(stalled), this.thread.getName() + "-closer");
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
		Question next = new Question(LineCommand.of(frame), reply, new CompletableFuture<>());
		synchronized (this.lock) {
			giveUpQuestion("another question was asked");
			this.question = next;
			this.answerDue = FrameSchedule.NEVER;
			this.schedule.ask(next.command());
			this.lock.notifyAll();
		}
		return next.answer();
	}

	private void giveUpQuestion(String reason) {
		if (this.question != null) {
			this.question.answer().completeExceptionally(new IOException(reason));
			this.question = null;
			this.schedule.dropQuery();
		}
	}

	PartStatus status() {
		synchronized (this.lock) {
			return this.health.status();
		}
	}

	void close(Duration patience) {
		synchronized (this.lock) {
			this.closing = true;
			this.schedule.stop();
			this.lock.notifyAll();
		}
		join(patience);
		synchronized (this.lock) {
			if (this.thread.isAlive()) {
				this.thread.interrupt();
				abandon(new IOException("it was closed"));
			}
			lost(new IOException("it was closed"));
			this.health.closed();
		}
	}

	private void join(Duration patience) {
		try {
			this.thread.join(patience.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		BackOff backOff = new BackOff();
		while (!isClosing()) {
			long start = now();
			try (ByteLine opened = this.opener.open()) {
				serve(opened);
			}
			catch (IOException | RuntimeException ex) {
				synchronized (this.lock) {
					lost(ex);
				}
			}
			catch (InterruptedException ex) {
				return;
			}
			if (!rest(backOff.next(now() - start))) {
				return;
			}
		}
	}

	private boolean isClosing() {
		synchronized (this.lock) {
			return this.closing;
		}
	}

	private void lost(Exception cause) {
		this.line = null;
		this.schedule.lineLost(cause);
		giveUpQuestion("the line was lost");
		this.health.lost(cause);
		this.lock.notifyAll();
	}

	/** Waits before the line is opened again; false when there will be no again. */
	private boolean rest(long nanos) {
		long end = now() + nanos;
		synchronized (this.lock) {
			try {
				while (!this.closing && now() < end) {
					this.clock.await(this.lock, end - now());
				}
			}
			catch (InterruptedException ex) {
				return false;
			}
			return !this.closing;
		}
	}

	private void serve(ByteLine opened) throws IOException, InterruptedException {
		synchronized (this.lock) {
			this.line = opened;
			this.schedule.lineOpened();
			this.health.opened();
			this.lock.notifyAll();
		}
		while (isServed(opened)) {
			LineCommand next = take();
			if (next != null) {
				send(opened, next);
			}
			if (isListening()) {
				listen(opened);
			}
		}
	}

	/** Until it is closed and stopped, or another thread has taken the line away. */
	private boolean isServed(ByteLine opened) {
		synchronized (this.lock) {
			boolean done = this.closing && this.schedule.isStopped();
			return this.line == opened && !done;
		}
	}

	private boolean isListening() {
		synchronized (this.lock) {
			return this.answerDue != FrameSchedule.NEVER && this.question != null;
		}
	}

	/** The next frame, or null after a wait: something may have changed. */
	private @Nullable LineCommand take() throws InterruptedException {
		synchronized (this.lock) {
			long now = now();
			LineCommand next = this.schedule.next(now);
			if (next == null && !isListening()) {
				long due = this.schedule.due(now);
				long idle = (due == FrameSchedule.NEVER) ? LONGEST_IDLE.toNanos() : due - now;
				this.clock.await(this.lock, idle);
			}
			return next;
		}
	}

	private void send(ByteLine opened, LineCommand command) throws IOException {
		boolean asks = asks(command);
		if (asks) {
			discardStale(opened);
		}
		setWritingSince(now());
		try {
			opened.write(command.frame().bytes());
			command.done();
		}
		catch (IOException | RuntimeException ex) {
			command.fail(ex);
			throw ex;
		}
		finally {
			setWritingSince(FrameSchedule.NEVER);
		}
		if (asks) {
			awaitAnswer();
		}
	}

	private void awaitAnswer() {
		synchronized (this.lock) {
			this.answerDue = now() + ANSWER_WAIT.toNanos();
		}
	}

	private boolean asks(LineCommand command) {
		synchronized (this.lock) {
			return this.question != null && this.question.command() == command;
		}
	}

	private void setWritingSince(long time) {
		synchronized (this.lock) {
			this.writingSince = time;
		}
	}

	/**
	 * Late answers and noise from before a question; a line that babbles is not awaited.
	 */
	private void discardStale(ByteLine opened) throws IOException {
		this.reader.reset();
		int reads = 0;
		while (reads < MOST_STALE_READS && opened.read(this.incoming, Duration.ZERO) > 0) {
			reads++;
		}
	}

	private void listen(ByteLine opened) throws IOException {
		int count = opened.read(this.incoming, LISTEN);
		synchronized (this.lock) {
			for (int at = 0; at < count; at++) {
				this.reader.read(this.incoming[at]).ifPresent(this::answer);
			}
			if (now() > this.answerDue) {
				giveUpQuestion("the head does not answer");
			}
		}
	}

	private boolean isAwaited(PelcoDFrame frame) {
		Question asked = this.question;
		return asked != null && asked.isAnsweredBy(frame);
	}

	private void answer(PelcoDFrame frame) {
		Question asked = this.question;
		if (asked != null) {
			this.question = null;
			asked.answer().complete(frame.value());
		}
	}

}
