package org.camerad.driver.support.pelcod;

import java.util.ArrayDeque;
import java.util.Deque;

import org.camerad.driver.PtzMotion;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the next frame and its time: stops first, then commands in their order,
 * then the newest motion, then queries. It uses no line, thread or clock; times are
 * nanoseconds of one monotonic clock. Guarded by its owner's lock.
 */
final class FrameSchedule {

	/** The due time while there is nothing to send. */
	static final long NEVER = Long.MAX_VALUE;

	private static final int MAX_COMMANDS = 16;

	private static final int STOPS = 2;

	private static final long LONG_AGO = Long.MIN_VALUE / 2;

	private final PelcoDSettings settings;

	private final AxisStates axes;

	private final Deque<LineCommand> commands = new ArrayDeque<>();

	private PtzMotion wanted = PtzMotion.STILL;

	private int stops;

	/** True while a stop is pending of which no frame has been sent. */
	private boolean urgent;

	private long lastFrame = LONG_AGO;

	private @Nullable LineCommand query;

	FrameSchedule(PelcoDSettings settings) {
		this.settings = settings;
		this.axes = new AxisStates(settings.reversalPause().toNanos());
	}

	/** Schedules stops, because the motion of the head is unknown. */
	void lineOpened() {
		stopFirst();
	}

	private void stopFirst() {
		this.stops = STOPS;
		this.urgent = true;
	}

	/** Returns whether no stop is pending and no motion is wanted. */
	boolean isStopped() {
		return this.stops == 0 && this.wanted.isStill();
	}

	/**
	 * Drops everything that is pending: a head must not start to move when its line
	 * returns.
	 */
	void lineLost(Exception cause) {
		this.wanted = PtzMotion.STILL;
		stopFirst();
		this.commands.forEach((command) -> command.fail(cause));
		this.commands.clear();
		dropQuery();
	}

	/** Replaces the motion and a pending preset call. */
	void move(PtzMotion motion) {
		dropPresetCalls();
		this.wanted = motion;
		if (motion.isStill()) {
			stopFirst();
		}
		else {
			// The frame of the motion also replaces the second stop.
			this.stops = this.urgent ? 1 : 0;
		}
	}

	void stop() {
		move(PtzMotion.STILL);
	}

	/**
	 * Adds a command.
	 * @return false if too many commands are pending
	 */
	boolean add(LineCommand command) {
		if (this.commands.size() >= MAX_COMMANDS) {
			return false;
		}
		if (command.isPresetCall()) {
			dropPresetCalls();
			this.stops = Math.max(this.stops, (this.axes.isMoving() || !this.wanted.isStill()) ? 1 : 0);
			this.wanted = PtzMotion.STILL;
		}
		this.commands.add(command);
		return true;
	}

	/** Sets the pending query and replaces a former one. */
	void ask(LineCommand next) {
		this.query = next;
	}

	void dropQuery() {
		this.query = null;
	}

	private void dropPresetCalls() {
		this.commands.removeIf((command) -> {
			if (command.isPresetCall()) {
				command.done();
			}
			return command.isPresetCall();
		});
	}

	/** Returns the time at which the next frame is due. */
	long due(long now) {
		if (this.urgent) {
			return this.lastFrame + this.settings.minSpacing().toNanos();
		}
		long free = this.lastFrame + this.settings.normalSpacing().toNanos();
		if (this.stops > 0 || !this.commands.isEmpty() || this.axes.needs(this.wanted, now)) {
			return free;
		}
		long motion = Math.min(this.axes.rested(this.wanted), repeatDue());
		return Math.max(free, (this.query != null) ? free : motion);
	}

	private long repeatDue() {
		boolean repeats = !this.settings.repeat().isZero() && this.axes.isMoving();
		return repeats ? this.axes.lastSent() + this.settings.repeat().toNanos() : NEVER;
	}

	/**
	 * Removes and returns the frame that is due.
	 * @return null if no frame is due
	 */
	@Nullable LineCommand next(long now) {
		if (now < due(now)) {
			return null;
		}
		LineCommand next = choose(now);
		this.lastFrame = now;
		return next;
	}

	/** Records the time at which the last frame has been written to the line. */
	void written(long now) {
		this.lastFrame = Math.max(this.lastFrame, now);
	}

	private LineCommand choose(long now) {
		if (this.stops > 0) {
			this.stops--;
			this.urgent = false;
			this.axes.stopped(now);
			return LineCommand.of(PelcoDFrame.stop(this.settings.address()));
		}
		LineCommand command = this.commands.poll();
		if (command != null) {
			return command;
		}
		LineCommand pending = this.query;
		if (pending != null && !this.axes.needs(this.wanted, now) && now < repeatDue()) {
			this.query = null;
			return pending;
		}
		return LineCommand.of(frame(this.axes.send(this.wanted, now)));
	}

	private PelcoDFrame frame(PtzMotion motion) {
		return PelcoDFrame.motion(this.settings.address(), motion, this.settings.panSpeed(motion.speed()),
				this.settings.tiltSpeed(motion.speed()));
	}

}
