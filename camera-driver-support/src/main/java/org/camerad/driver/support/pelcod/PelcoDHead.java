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
import org.camerad.driver.support.failure.Reason;

/**
 * A pan-tilt head that speaks Pelco-D. It keeps one state of all axes and sends their
 * union, never two opposite directions. A stop is sent twice and before all other frames.
 * An axis rests before it reverses. Only the newest motion is pending.
 * <p>
 * The head is stopped whenever its line is opened, and on {@link #close()}. A lost line
 * is opened again automatically; until then every call throws UNAVAILABLE, and a motion
 * that was requested is not repeated later. {@link #move} and {@link #stop} return at
 * once; the preset calls return when their frame is sent, at most two seconds later. The
 * head need not respond to anything.
 * <p>
 * Threading: any thread; one daemon thread owns the line.
 */
public final class PelcoDHead implements Ptz, AutoCloseable {

	private static final Duration SEND_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private final PelcoDSettings settings;

	private final LineState line;

	private final LineWorker worker;

	private final ReentrantLock queryLock = new ReentrantLock();

	/** False after a query of the magnification without a response. */
	private volatile boolean reportsMagnification = true;

	/**
	 * Creates a head and returns at once; the line is opened in the background and kept
	 * open.
	 * @param settings the settings of the head
	 * @param opener the factory of the line
	 */
	public PelcoDHead(PelcoDSettings settings, ByteLine.Opener opener) {
		this(settings, opener, LineClock.SYSTEM);
	}

	/**
	 * Creates a head with another clock.
	 * @param settings the settings of the head
	 * @param opener the factory of the line
	 * @param clock the clock that times frames
	 */
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
			throw CameraException
				.refused("preset " + number + " has another function in the PTZ head or is above its highest preset");
		}
		return number;
	}

	/**
	 * Sends a command frame in its turn, such as an auxiliary output, a remote reset or a
	 * lens speed. Blocks until the frame is sent, at most two seconds. Motions are sent
	 * with {@link #move}, which knows the current motion.
	 * @throws IllegalArgumentException if the frame has another address or is a motion
	 * @throws CameraException UNAVAILABLE if the line is lost, too many commands are
	 * pending or the head is closed
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
			return future.get(SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw CameraException.unavailable("the PTZ head cannot be reached: " + Reason.of(ex.getCause()),
					ex.getCause());
		}
		catch (TimeoutException ex) {
			throw CameraException.unavailable("the PTZ line does not accept commands", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted", ex);
		}
	}

	/**
	 * Returns the position that the head reports. A value that it does not report is NaN:
	 * always focus and iris, and zoom if the head does not report its magnification.
	 * Blocks up to half a second for each query.
	 * @return the position; empty if the settings say that the head does not respond to
	 * queries
	 * @throws CameraException UNAVAILABLE if the head does not respond, the line is lost,
	 * another query is still running or the head is closed
	 */
	@Override
	public Optional<PtzPosition> position() throws CameraException {
		this.line.checkNotClosed();
		if (!this.settings.respondsToQueries()) {
			return Optional.empty();
		}
		double pan = Degrees.pan(query(PelcoDCommand.QUERY_PAN));
		double tilt = Degrees.tilt(query(PelcoDCommand.QUERY_TILT));
		return Optional.of(new PtzPosition(pan, tilt, magnification(), Double.NaN, Double.NaN));
	}

	/**
	 * Sends a query and returns the value of its reply, also if the settings say that the
	 * head does not respond. Blocks up to two seconds for the line and half a second for
	 * the reply.
	 * @param query a query that has a {@linkplain PelcoDCommand#reply() reply}
	 * @return both data bytes of the reply: hundredths of a degree, a zoom position of 0
	 * to 65535, or hundredths of the magnification
	 * @throws IllegalArgumentException if the command is not such a query
	 * @throws CameraException UNAVAILABLE if the head does not respond, the line is lost,
	 * another query is still running or the head is closed
	 */
	public int query(PelcoDCommand query) throws CameraException {
		PelcoDCommand reply = query.reply()
			.orElseThrow(() -> new IllegalArgumentException("not a query of a position: " + query));
		this.line.awaitReady();
		if (!acquire()) {
			throw CameraException.unavailable("others are queryLock the PTZ head");
		}
		try {
			return await(this.line.ask(query.frame(this.settings.address(), 0), reply));
		}
		finally {
			this.queryLock.unlock();
		}
	}

	private boolean acquire() throws CameraException {
		try {
			return this.queryLock.tryLock(SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted", ex);
		}
	}

	/**
	 * Returns the magnification, NaN if the head does not report it: some heads report
	 * only their position.
	 */
	private double magnification() throws CameraException {
		if (!this.reportsMagnification) {
			return Double.NaN;
		}
		try {
			return query(PelcoDCommand.QUERY_MAGNIFICATION) / 100.0;
		}
		catch (CameraException ex) {
			this.line.checkReady();
			this.reportsMagnification = false;
			return Double.NaN;
		}
	}

	/**
	 * Checks that the head is not closed.
	 * @throws CameraException UNAVAILABLE if it is closed
	 */
	void checkNotClosed() throws CameraException {
		this.line.checkNotClosed();
	}

	/**
	 * Returns the status of the line: IMPAIRED while it is opened for the first time,
	 * WORKING while it is open, FAILED with the reason while it is lost. Does not block.
	 */
	public PartStatus status() {
		return this.line.status();
	}

	/**
	 * Stops the head and closes the line, within about 1.5 s even if the line stalls. A
	 * second call does nothing.
	 */
	@Override
	public void close() {
		this.worker.close(CLOSE_TIMEOUT);
	}

}
