package org.camerad.ptz;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The head of one camera: the motion under way, and the dead man's switch. A movement
 * ends at the latest when the session that began it does, or after
 * {@code camera.ptz.max-move}. Any thread.
 */
public final class PtzHead implements CameraPart, ResetListener, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PtzHead.class);

	private static final long WATCH_MILLIS = 100;

	private final CameraCalls calls;

	private final Sessions sessions;

	private final Ticker ticker;

	private final long maxMove;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "ptz-watch");
		thread.setDaemon(true);
		return thread;
	});

	private PtzMotion motion = PtzMotion.STILL;

	private @Nullable Principal mover;

	private long movedAt;

	private @Nullable ScheduledFuture<?> watching;

	public PtzHead(CameraCalls calls, Sessions sessions, Ticker ticker, Duration maxMove) {
		this.calls = calls;
		this.sessions = sessions;
		this.ticker = ticker;
		this.maxMove = maxMove.toNanos();
	}

	/** Changes the motion under way; one that comes to rest is a stop. */
	synchronized void move(Principal principal, UnaryOperator<PtzMotion> change) {
		PtzMotion changed = change.apply(this.motion);
		if (changed.isStill()) {
			this.calls.stopHead();
			still();
			return;
		}
		this.mover = principal;
		this.movedAt = this.ticker.nanoTime();
		this.motion = changed;
		keepWatch();
		this.calls.ptz((ptz) -> ptz.move(changed));
	}

	/** Stops every axis; it does not wait for a motion that is being sent. */
	void stop() {
		this.calls.stopHead();
		synchronized (this) {
			this.calls.stopHead();
			still();
		}
	}

	synchronized void callPreset(int number) {
		still();
		this.calls.ptz((ptz) -> ptz.callPreset(number));
	}

	private void keepWatch() {
		if (this.watching == null) {
			this.watching = this.watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS,
					TimeUnit.MILLISECONDS);
		}
	}

	private void still() {
		this.motion = PtzMotion.STILL;
		this.mover = null;
		ScheduledFuture<?> former = this.watching;
		this.watching = null;
		if (former != null) {
			former.cancel(false);
		}
	}

	private synchronized void look() {
		Principal principal = this.mover;
		boolean late = this.ticker.nanoTime() - this.movedAt >= this.maxMove;
		if (this.motion.isStill() || (!late && principal != null && this.sessions.isOpen(principal))) {
			return;
		}
		logger.info("the head is stopped: {}", late ? "it moved for as long as it may" : "its mover's session is over");
		try {
			this.calls.stopHead();
			still();
		}
		catch (CameraFailure ex) {
			logger.error("the head cannot be stopped, trying again");
		}
	}

	/** A head that does not stop is watched on. */
	@Override
	public synchronized void onReset(Reset reset, AfterResponse afterResponse) {
		this.mover = null;
		look();
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
			logger.error("the head cannot be stopped, and the service ends");
		}
	}

}
