package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;

/**
 * A pan-tilt head that speaks Pelco-D. It keeps one state of all axes and sends their
 * union, never two opposite directions; a stop goes out twice and before all else; an
 * axis rests before it turns back; only the newest motion waits for the line.
 * <p>
 * The head is stopped whenever its line is opened, and on {@link #close()}. A line that
 * fails is opened again by itself; until then every call throws UNAVAILABLE, and a motion
 * asked for meanwhile is not made up for. {@link #move} and {@link #stop} return at once;
 * the preset calls return when their frame has gone out, at most two seconds later. The
 * head itself need not answer anything.
 * <p>
 * Threads: any; one daemon thread of its own has the line.
 */
public final class PelcoDHead implements Ptz, AutoCloseable {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

	private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

	private final PelcoDSettings settings;

	private final LineState line;

	private final LineWorker worker;

	private final ReentrantLock asking = new ReentrantLock();

	/**
	 * Whether the head may know its magnification: it has answered, or not been asked.
	 */
	private volatile boolean magnifies = true;

	/** Opens the line and keeps it open. Returns at once. */
	public PelcoDHead(PelcoDSettings settings, ByteLine.Opener opener) {
		this(settings, opener, LineClock.SYSTEM);
	}

	/** The same with a clock of one's own. */
	public PelcoDHead(PelcoDSettings settings, ByteLine.Opener opener, LineClock clock) {
		this.settings = settings;
		this.line = new LineState(settings, clock);
		this.worker = new LineWorker(this.line, opener, "pelco-d-" + settings.address());
		this.worker.start();
	}

	@Override
	public void move(PtzMotion motion) throws CameraException {
		this.line.awaitReady();
		this.line.change((schedule) -> schedule.move(motion));
	}

	@Override
	public void stop() throws CameraException {
		this.line.change(FrameSchedule::stop);
		// A line that is still being opened begins with stops.
		this.line.checkReadyOrOpening();
	}

	@Override
	public void addPreset(int number) throws CameraException {
		send(PelcoDCommand.SET_PRESET.frame(this.settings.address(), usable(number)));
	}

	@Override
	public void callPreset(int number) throws CameraException {
		send(PelcoDCommand.GO_TO_PRESET.frame(this.settings.address(), usable(number)));
	}

	@Override
	public void deletePreset(int number) throws CameraException {
		send(PelcoDCommand.CLEAR_PRESET.frame(this.settings.address(), usable(number)));
	}

	private int usable(int number) throws CameraException {
		if (!this.settings.presets().isUsable(number)) {
			throw CameraException.refused("preset " + number + " has another function in the head, or is none of its");
		}
		return number;
	}

	/**
	 * Sends any frame in its turn: an auxiliary output, a remote reset, a lens speed.
	 * Motions belong to {@link #move}, which knows what went before.
	 * @throws IllegalArgumentException for a frame to another address, or a motion
	 */
	public void send(PelcoDFrame frame) throws CameraException {
		boolean motion = (frame.command2() & 1) == 0 && (frame.command1() & 0x98) == 0;
		if (frame.address() != this.settings.address() || motion) {
			throw new IllegalArgumentException("not a command to this head: " + frame);
		}
		this.line.awaitReady();
		LineCommand command = LineCommand.of(frame);
		this.line.add(command);
		await(command.sent());
	}

	private static <T> T await(Future<T> future) throws CameraException {
		try {
			return future.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw CameraException.unavailable("the PTZ head cannot be reached: " + ex.getCause().getMessage(),
					ex.getCause());
		}
		catch (TimeoutException ex) {
			throw CameraException.unavailable("the PTZ line does not take commands", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted", ex);
		}
	}

	/**
	 * Asks the head where it stands. What it does not tell is NaN: focus and iris always,
	 * the zoom when it does not know its magnification.
	 * @return empty when the settings say that the head answers no queries
	 * @throws CameraException UNAVAILABLE when it does not answer within half a second a
	 * question
	 */
	@Override
	public Optional<PtzPosition> position() throws CameraException {
		this.line.checkNotClosed();
		if (!this.settings.answering()) {
			return Optional.empty();
		}
		double pan = Degrees.pan(query(PelcoDCommand.QUERY_PAN));
		double tilt = Degrees.tilt(query(PelcoDCommand.QUERY_TILT));
		return Optional.of(new PtzPosition(pan, tilt, magnification(), Double.NaN, Double.NaN));
	}

	/**
	 * Asks one question, whatever the settings say about answers.
	 * @param question a query that has a {@linkplain PelcoDCommand#reply() reply}
	 * @return both data bytes of the reply: hundredths of a degree, the zoom position of
	 * which 65535 is the limit, hundredths of the magnification
	 * @throws IllegalArgumentException when it is no such query
	 * @throws CameraException UNAVAILABLE when the head does not answer within half a
	 * second
	 */
	public int query(PelcoDCommand question) throws CameraException {
		PelcoDCommand reply = question.reply()
			.orElseThrow(() -> new IllegalArgumentException("no query of a position: " + question));
		this.line.awaitReady();
		if (!acquire()) {
			throw CameraException.unavailable("others are asking the PTZ head");
		}
		try {
			return await(this.line.ask(question.frame(this.settings.address(), 0), reply));
		}
		finally {
			this.asking.unlock();
		}
	}

	private boolean acquire() throws CameraException {
		try {
			return this.asking.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted", ex);
		}
	}

	/** Heads that tell their position need not tell this. */
	private double magnification() throws CameraException {
		if (!this.magnifies) {
			return Double.NaN;
		}
		try {
			return query(PelcoDCommand.QUERY_MAGNIFICATION) / 100.0;
		}
		catch (CameraException ex) {
			this.line.checkReady();
			this.magnifies = false;
			return Double.NaN;
		}
	}

	/** Throws UNAVAILABLE when the head is closed. */
	void checkNotClosed() throws CameraException {
		this.line.checkNotClosed();
	}

	/**
	 * How the line is: impaired while it is being opened, working, failed and why while
	 * it is lost.
	 */
	public PartStatus status() {
		return this.line.status();
	}

	/**
	 * Stops the head and closes the line, within about a second and a half even when the
	 * line stalls.
	 */
	@Override
	public void close() {
		this.worker.close(LONGEST_CLOSE);
	}

}
