package org.camerad.ptz;

import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.PtzPosition;
import org.jspecify.annotations.Nullable;

/**
 * The move of a head to a preset or a position. It has ended when two positions in
 * succession are alike, or at once if the head does not report its position. Any thread.
 */
final class PtzJourney {

	/** The time in which a head starts to move. */
	private static final long START_NANOS = Duration.ofMillis(300).toNanos();

	/** Beyond the time that any head takes, so that noise cannot keep a move alive. */
	private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

	private static final double SAME_DEGREES = 0.02;

	private static final double SAME = 0.005;

	private PtzMovement movement = PtzMovement.NONE;

	private long number;

	private long since;

	private @Nullable PtzPosition last;

	/** Begins a move of some axes, while others may still be on their way. */
	synchronized void begin(PtzMovement axes, long nanos) {
		this.movement = this.movement.with(axes);
		this.number++;
		this.since = nanos;
		this.last = null;
	}

	synchronized void end() {
		this.movement = PtzMovement.NONE;
	}

	/** Returns the number of the move that is under way, 0 for none. */
	synchronized long number() {
		return this.movement.isMoving() ? this.number : 0;
	}

	synchronized PtzMovement movement() {
		return this.movement;
	}

	/**
	 * Observes a position.
	 * @param observed the number of the move when the position was read
	 */
	synchronized void observe(long observed, Optional<PtzPosition> position, long nanos) {
		if (observed != number()) {
			return;
		}
		PtzPosition former = this.last;
		this.last = position.orElse(null);
		if (position.isEmpty() || nanos - this.since > LONGEST_NANOS) {
			end();
		}
		else if (former != null && nanos - this.since >= START_NANOS) {
			this.movement = still(former, position.get());
		}
	}

	/** Returns the movement without the axes that have not moved. */
	private PtzMovement still(PtzPosition former, PtzPosition now) {
		boolean turns = differ(former.panDegrees(), now.panDegrees(), SAME_DEGREES)
				|| differ(former.tiltDegrees(), now.tiltDegrees(), SAME_DEGREES);
		return new PtzMovement(this.movement.turns() && turns,
				this.movement.zooms() && differ(former.zoom(), now.zoom(), SAME),
				this.movement.focuses() && differ(former.focus(), now.focus(), SAME));
	}

	/** Returns whether two values differ; what is not reported does not. */
	private static boolean differ(double one, double other, double same) {
		return Math.abs(one - other) > same;
	}

}
