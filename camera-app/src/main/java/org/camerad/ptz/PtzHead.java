package org.camerad.ptz;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.Principal;
import org.camerad.driver.CameraException;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;
import org.camerad.session.Sessions;
import org.camerad.session.Ticker;
import org.camerad.thread.IdleScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PTZ head of one camera. A movement is stopped when the session that started it
 * ends, or after {@code camera.ptz.max-move}. A move to a preset or to a position ends by
 * itself. Any thread.
 */
public final class PtzHead implements CameraPart, ResetListener, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PtzHead.class);

	private static final long WATCH_INTERVAL_MILLIS = 100;

	private final CameraCalls calls;

	private final Sessions sessions;

	private final Ticker ticker;

	private final long maxMoveNanos;

	private final IdleScheduler watch = new IdleScheduler("ptz-watch");

	private volatile PtzListener listener = PtzListener.NONE;

	private PtzMotion motion = PtzMotion.STILL;

	/** Tells whether the client that started the movement is still there. */
	private BooleanSupplier moverIsThere = () -> false;

	private long movedAtNanos;

	private long allowedNanos;

	private final PtzJourney journey = new PtzJourney();

	private @Nullable ScheduledFuture<?> watching;

	public PtzHead(CameraCalls calls, Sessions sessions, Ticker ticker, Duration maxMove) {
		this.calls = calls;
		this.sessions = sessions;
		this.ticker = ticker;
		this.maxMoveNanos = maxMove.toNanos();
	}

	/** Sets the listener for presets and movements. */
	public void setListener(PtzListener listener) {
		this.listener = listener;
	}

	/** Changes the movement under way. A change to standstill stops the head. */
	void move(Principal principal, UnaryOperator<PtzMotion> change) {
		move(() -> this.sessions.isOpen(principal), this.maxMoveNanos, change);
	}

	/**
	 * Changes the movement under way, for a time that {@code camera.ptz.max-move} limits.
	 * A change to standstill stops the head.
	 */
	public void move(Duration time, UnaryOperator<PtzMotion> change) {
		move(() -> true, Math.min(this.maxMoveNanos, time.toNanos()), change);
	}

	/** Returns the axes that clients have set in motion. */
	public synchronized PtzMovement movement() {
		return this.journey.movement().with(this.motion);
	}

	private synchronized void move(BooleanSupplier isThere, long nanos, UnaryOperator<PtzMotion> change) {
		PtzMotion changed = change.apply(this.motion);
		if (changed.isStill()) {
			this.calls.stopHead();
			markStill();
			this.listener.onMove();
			return;
		}
		this.moverIsThere = isThere;
		this.allowedNanos = nanos;
		this.movedAtNanos = this.ticker.nanoTime();
		this.motion = changed;
		this.journey.end();
		startWatch();
		this.calls.ptz((ptz) -> ptz.move(changed));
		this.listener.onMove();
	}

	/**
	 * Moves the head to a position, which replaces a former movement of these axes.
	 * @param target the position, inside the limits; an axis at NaN goes on as before
	 * @param speed share of the highest speed, more than 0 and at most 1
	 * @throws CameraFailure NOT_SUPPORTED if the head does not accept positions
	 */
	public synchronized void approach(PtzPosition target, double speed) {
		boolean turns = !Double.isNaN(target.panDegrees());
		boolean zooms = !Double.isNaN(target.zoom());
		this.motion = new PtzMotion(turns ? 0 : this.motion.pan(), turns ? 0 : this.motion.tilt(), this.motion.speed(),
				zooms ? 0 : this.motion.zoom(), this.motion.focus(), this.motion.iris());
		this.journey.begin(new PtzMovement(turns, zooms, false), this.ticker.nanoTime());
		startWatch();
		this.calls.ptz((ptz) -> ptz.positioning()
			.orElseThrow(() -> CameraException.refused("the PTZ head does not accept positions"))
			.approach(target, speed));
		this.listener.onMove();
	}

	/** Stops every axis, without waiting for a movement that is being sent. */
	public void stop() {
		this.calls.stopHead();
		synchronized (this) {
			this.calls.stopHead();
			markStill();
		}
		this.listener.onMove();
	}

	synchronized void callPreset(int number) {
		markStill();
		this.journey.begin(new PtzMovement(true, true, true), this.ticker.nanoTime());
		startWatch();
		this.calls.ptz((ptz) -> ptz.callPreset(number));
		this.listener.onPreset(number);
	}

	private void startWatch() {
		if (this.watching == null) {
			this.watching = this.watch.scheduleWithFixedDelay(this::watch, WATCH_INTERVAL_MILLIS, WATCH_INTERVAL_MILLIS,
					TimeUnit.MILLISECONDS);
		}
	}

	private void markStill() {
		this.motion = PtzMotion.STILL;
		this.moverIsThere = () -> false;
		this.journey.end();
		endWatch();
	}

	private void endWatch() {
		ScheduledFuture<?> former = this.watching;
		this.watching = null;
		if (former != null) {
			former.cancel(false);
		}
	}

	private void watch() {
		stopIfExpired();
		long number = this.journey.number();
		if (number != 0) {
			this.journey.observe(number, position(), this.ticker.nanoTime());
			endWatchIfStill();
		}
	}

	/** Returns the position, empty if the head does not report it now. */
	private Optional<PtzPosition> position() {
		try {
			return this.calls.ptzPosition();
		}
		catch (CameraFailure ex) {
			logger.debug("the end of the PTZ move is not known: {}", ex.getMessage());
			return Optional.empty();
		}
	}

	private synchronized void endWatchIfStill() {
		if (this.motion.isStill() && this.journey.number() == 0) {
			endWatch();
		}
	}

	private synchronized void stopIfExpired() {
		boolean expired = this.ticker.nanoTime() - this.movedAtNanos >= this.allowedNanos;
		if (this.motion.isStill() || (!expired && this.moverIsThere.getAsBoolean())) {
			return;
		}
		logger.info("stopping the PTZ head: {}",
				expired ? "it moved for the time requested or allowed (camera.ptz.max-move)"
						: "the session that moved it has ended");
		tryStop();
	}

	private void tryStop() {
		try {
			this.calls.stopHead();
			markStill();
		}
		catch (CameraFailure ex) {
			logger.error("the PTZ head cannot be stopped, retrying");
		}
	}

	/** Stops the head. If that fails, the watch tries again. */
	@Override
	public synchronized void onReset(Reset reset, AfterResponse afterResponse) {
		this.moverIsThere = () -> false;
		if (this.journey.number() != 0) {
			tryStop();
		}
		stopIfExpired();
	}

	@Override
	public synchronized void close() {
		this.watch.shutdownNow();
		if (this.motion.isStill()) {
			return;
		}
		try {
			this.calls.stopHead();
		}
		catch (CameraFailure ex) {
			logger.error("the PTZ head cannot be stopped and may go on moving: the service ends");
		}
	}

}
