package org.camerad.ptz;

import java.time.Duration;
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
import org.camerad.driver.PtzMotion;
import org.camerad.session.Sessions;
import org.camerad.session.Ticker;
import org.camerad.thread.IdleScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PTZ head of one camera. A movement is stopped when the session that started it
 * ends, or after {@code camera.ptz.max-move}. Any thread.
 */
public final class PtzHead implements CameraPart, ResetListener, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PtzHead.class);

	private static final long WATCH_INTERVAL_MILLIS = 100;

	private final CameraCalls calls;

	private final Sessions sessions;

	private final Ticker ticker;

	private final long maxMoveNanos;

	private final IdleScheduler watch = new IdleScheduler("ptz-watch");

	private PtzMotion motion = PtzMotion.STILL;

	/** Tells whether the client that started the movement is still there. */
	private BooleanSupplier moverIsThere = () -> false;

	private long movedAtNanos;

	private long allowedNanos;

	private @Nullable ScheduledFuture<?> watching;

	public PtzHead(CameraCalls calls, Sessions sessions, Ticker ticker, Duration maxMove) {
		this.calls = calls;
		this.sessions = sessions;
		this.ticker = ticker;
		this.maxMoveNanos = maxMove.toNanos();
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

	/** Returns whether a movement is under way that a client has started. */
	public synchronized boolean isMoving() {
		return !this.motion.isStill();
	}

	private synchronized void move(BooleanSupplier isThere, long nanos, UnaryOperator<PtzMotion> change) {
		PtzMotion changed = change.apply(this.motion);
		if (changed.isStill()) {
			this.calls.stopHead();
			markStill();
			return;
		}
		this.moverIsThere = isThere;
		this.allowedNanos = nanos;
		this.movedAtNanos = this.ticker.nanoTime();
		this.motion = changed;
		startWatch();
		this.calls.ptz((ptz) -> ptz.move(changed));
	}

	/** Stops every axis, without waiting for a movement that is being sent. */
	public void stop() {
		this.calls.stopHead();
		synchronized (this) {
			this.calls.stopHead();
			markStill();
		}
	}

	synchronized void callPreset(int number) {
		markStill();
		this.calls.ptz((ptz) -> ptz.callPreset(number));
	}

	private void startWatch() {
		if (this.watching == null) {
			this.watching = this.watch.scheduleWithFixedDelay(this::stopIfExpired, WATCH_INTERVAL_MILLIS,
					WATCH_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void markStill() {
		this.motion = PtzMotion.STILL;
		this.moverIsThere = () -> false;
		ScheduledFuture<?> former = this.watching;
		this.watching = null;
		if (former != null) {
			former.cancel(false);
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
