package org.camerad.ptz;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import jakarta.annotation.PreDestroy;
import org.camerad.cgi.Caller;
import org.camerad.cgi.CgiFault;
import org.camerad.device.Device;
import org.camerad.device.DeviceReset;
import org.camerad.driver.PtzMotion;
import org.camerad.operation.CameraProperties;
import org.camerad.session.Sessions;
import org.camerad.session.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The motion under way, and the dead man's switch: a movement ends at the latest when the
 * session that began it does, or after {@code camera.ptz.max-move}. Any thread.
 */
@Component
class Head {

	private static final Logger logger = LoggerFactory.getLogger(Head.class);

	private static final long WATCH_MILLIS = 100;

	private final Device device;

	private final Sessions sessions;

	private final Ticker ticker;

	private final long maxMove;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "ptz-watch");
		thread.setDaemon(true);
		return thread;
	});

	private PtzMotion motion = PtzMotion.STILL;

	private @Nullable Caller mover;

	private long movedAt;

	private @Nullable ScheduledFuture<?> watching;

	Head(Device device, Sessions sessions, Ticker ticker, CameraProperties properties) {
		this.device = device;
		this.sessions = sessions;
		this.ticker = ticker;
		this.maxMove = properties.ptz().maxMove().toNanos();
	}

	/** Changes the motion under way; one that comes to rest is a stop. */
	synchronized void move(Caller caller, UnaryOperator<PtzMotion> change) {
		PtzMotion changed = change.apply(this.motion);
		if (changed.isStill()) {
			this.device.stopHead();
			still();
			return;
		}
		this.mover = caller;
		this.movedAt = this.ticker.nanoTime();
		this.motion = changed;
		keepWatch();
		this.device.head((ptz) -> ptz.move(changed));
	}

	/** Stops every axis; it does not wait for a motion that is being sent. */
	void stop() {
		this.device.stopHead();
		synchronized (this) {
			this.device.stopHead();
			still();
		}
	}

	synchronized void callPreset(int number) {
		still();
		this.device.head((ptz) -> ptz.callPreset(number));
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
		Caller caller = this.mover;
		boolean late = this.ticker.nanoTime() - this.movedAt >= this.maxMove;
		if (caller == null || (!late && this.sessions.isOpen(caller))) {
			return;
		}
		logger.info("the head is stopped: {}", late ? "it moved for as long as it may" : "its mover's session is over");
		try {
			this.device.stopHead();
			still();
		}
		catch (CgiFault fault) {
			logger.error("the head cannot be stopped, trying again");
		}
	}

	@EventListener
	synchronized void reset(DeviceReset reset) {
		boolean moving = !this.motion.isStill();
		still();
		if (moving) {
			this.device.stopHead();
		}
	}

	@PreDestroy
	synchronized void close() {
		this.watch.shutdownNow();
		if (!this.motion.isStill()) {
			this.device.stopHead();
		}
	}

}
