package org.camerad.driver.support.pelcod;

import org.camerad.driver.PtzMotion;

/**
 * The current motion of each axis and the time since it stopped. To spare its gears, an
 * axis that reverses is stopped and rests first, while the other axes continue.
 */
final class AxisStates {

	private static final int AXES = 5;

	private final long pause;

	private final int[] present = new int[AXES];

	/** The direction of each axis before it stopped, and the time of the stop. */
	private final int[] former = new int[AXES];

	private final long[] stopped = new long[AXES];

	private int speed = PtzMotion.STILL.speed();

	private long lastSent;

	AxisStates(long pause) {
		this.pause = pause;
	}

	boolean isMoving() {
		return !motion(this.present, this.speed).isStill();
	}

	/** Returns the time at which the last motion was sent. */
	long lastSent() {
		return this.lastSent;
	}

	void stopped(long now) {
		send(PtzMotion.STILL, now);
	}

	/**
	 * Returns whether a frame must be sent now to bring the axes closer to a motion.
	 */
	boolean needs(PtzMotion wanted, long now) {
		PtzMotion possible = possible(wanted, now);
		PtzMotion going = motion(this.present, this.speed);
		boolean turns = possible.pan() != 0 || possible.tilt() != 0;
		return !directionsAre(possible, going) || turns && possible.speed() != going.speed();
	}

	private static boolean directionsAre(PtzMotion one, PtzMotion other) {
		return one.pan() == other.pan() && one.tilt() == other.tilt() && one.zoom() == other.zoom()
				&& one.focus() == other.focus() && one.iris() == other.iris();
	}

	/**
	 * Returns the time at which the first axis that must rest before a motion has rested.
	 */
	long rested(PtzMotion wanted) {
		long first = FrameSchedule.NEVER;
		int[] directions = directions(wanted);
		for (int axis = 0; axis < AXES; axis++) {
			if (directions[axis] != this.present[axis] && turnsBack(axis, directions[axis])) {
				first = Math.min(first, this.stopped[axis] + this.pause);
			}
		}
		return first;
	}

	/**
	 * Records that the part of a motion that is possible now is sent, and returns that
	 * part.
	 */
	PtzMotion send(PtzMotion wanted, long now) {
		PtzMotion possible = possible(wanted, now);
		int[] directions = directions(possible);
		for (int axis = 0; axis < AXES; axis++) {
			if (this.present[axis] != 0 && directions[axis] == 0) {
				this.former[axis] = this.present[axis];
				this.stopped[axis] = now;
			}
			this.present[axis] = directions[axis];
		}
		this.speed = possible.speed();
		this.lastSent = now;
		return possible;
	}

	private PtzMotion possible(PtzMotion wanted, long now) {
		int[] directions = directions(wanted);
		for (int axis = 0; axis < AXES; axis++) {
			boolean reverses = this.present[axis] != 0 && directions[axis] == -this.present[axis];
			boolean rests = turnsBack(axis, directions[axis]) && now < this.stopped[axis] + this.pause;
			if (reverses || rests) {
				directions[axis] = 0;
			}
		}
		return motion(directions, wanted.speed());
	}

	private boolean turnsBack(int axis, int direction) {
		return direction != 0 && this.present[axis] == 0 && this.former[axis] == -direction;
	}

	private static int[] directions(PtzMotion motion) {
		return new int[] { motion.pan(), motion.tilt(), motion.zoom(), motion.focus(), motion.iris() };
	}

	private static PtzMotion motion(int[] directions, int speed) {
		return new PtzMotion(directions[0], directions[1], speed, directions[2], directions[3], directions[4]);
	}

}
