package org.camerad.driver.pelcod;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
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
		this.worker = new LineWorker(settings, opener, clock);
		this.worker.start("pelco-d-" + settings.address());
	}

	@Override
	public void move(PtzMotion motion) throws CameraException {
		this.worker.awaitReady();
		this.worker.change((schedule) -> schedule.move(motion));
	}

	@Override
	public void stop() throws CameraException {
		this.worker.change(FrameSchedule::stop);
		// A line that is still being opened begins with stops.
		this.worker.checkReadyOrOpening();
	}

	@Override
	public void addPreset(int number) throws CameraException {
		send(PelcoDCommand.SET_PRESET.frame(this.settings.address(), inHead(number)));
	}

	@Override
	public void callPreset(int number) throws CameraException {
		send(PelcoDCommand.GO_TO_PRESET.frame(this.settings.address(), inHead(number)));
	}

	@Override
	public void deletePreset(int number) throws CameraException {
		send(PelcoDCommand.CLEAR_PRESET.frame(this.settings.address(), inHead(number)));
	}

	private int inHead(int preset) throws CameraException {
		OptionalInt number = this.settings.presets().inHead(preset);
		return number.orElseThrow(() -> CameraException
			.refused("preset " + preset + " has no number in the head that is free of other functions"));
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
		this.worker.awaitReady();
		LineCommand command = LineCommand.of(frame);
		this.worker.add(command);
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
		if (!this.settings.answering()) {
			return Optional.empty();
		}
		if (!acquire()) {
			throw CameraException.unavailable("others are asking the PTZ head");
		}
		try {
			double pan = Degrees.pan(ask(PelcoDCommand.QUERY_PAN, PelcoDCommand.PAN_REPLY));
			double tilt = Degrees.tilt(ask(PelcoDCommand.QUERY_TILT, PelcoDCommand.TILT_REPLY));
			return Optional.of(new PtzPosition(pan, tilt, magnification(), Double.NaN, Double.NaN));
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
			return ask(PelcoDCommand.QUERY_MAGNIFICATION, PelcoDCommand.MAGNIFICATION_REPLY) / 100.0;
		}
		catch (CameraException ex) {
			this.worker.checkReady();
			this.magnifies = false;
			return Double.NaN;
		}
	}

	private int ask(PelcoDCommand question, PelcoDCommand reply) throws CameraException {
		this.worker.awaitReady();
		return await(this.worker.ask(question.frame(this.settings.address(), 0), reply));
	}

	/** How the line is: working, impaired while it is being opened again. */
	public PartStatus status() {
		return this.worker.status();
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
