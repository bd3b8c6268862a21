package org.camerad.driver.support.motion;

import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

import org.camerad.driver.MotionEvent;

/** The state of motion, which ends only after a quiet time. */
final class MotionHold {

	/**
	 * Longer than an object is hidden behind a post, shorter than the gap between two
	 * visitors.
	 */
	private static final float QUIET_SECONDS = 1.5f;

	private final BitSet reported = new BitSet();

	private boolean going;

	private float quiet;

	/** Records the active blocks of one picture and returns the event, if any. */
	Optional<MotionEvent> note(Instant time, float seconds, BitSet active) {
		if (active.isEmpty()) {
			this.quiet += seconds;
			return (this.quiet >= QUIET_SECONDS) ? end(time) : Optional.empty();
		}
		this.quiet = 0;
		if (this.going && this.reported.equals(active)) {
			return Optional.empty();
		}
		this.going = true;
		this.reported.clear();
		this.reported.or(active);
		return Optional.of(new MotionEvent(time, true, (BitSet) active.clone()));
	}

	/** Ends the current motion, if any. */
	Optional<MotionEvent> end(Instant time) {
		if (!this.going) {
			return Optional.empty();
		}
		this.going = false;
		this.reported.clear();
		return Optional.of(new MotionEvent(time, false, new BitSet()));
	}

}
