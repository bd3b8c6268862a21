package org.camerad.driver.support.motion;

import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

import org.camerad.driver.MotionEvent;

/** Whether there is motion: it ends only after a quiet while. */
final class MotionHold {

	/** Longer than an object is hidden behind a post, shorter than two visitors. */
	private static final float QUIET_SECONDS = 1.5f;

	private final BitSet told = new BitSet();

	private boolean going;

	private float quiet;

	/** Notes one picture's active blocks. */
	Optional<MotionEvent> note(Instant time, float seconds, BitSet active) {
		if (active.isEmpty()) {
			this.quiet += seconds;
			return (this.quiet >= QUIET_SECONDS) ? end(time) : Optional.empty();
		}
		this.quiet = 0;
		if (this.going && this.told.equals(active)) {
			return Optional.empty();
		}
		this.going = true;
		this.told.clear();
		this.told.or(active);
		return Optional.of(new MotionEvent(time, true, (BitSet) active.clone()));
	}

	/** Ends the motion that is going on, if any. */
	Optional<MotionEvent> end(Instant time) {
		if (!this.going) {
			return Optional.empty();
		}
		this.going = false;
		this.told.clear();
		return Optional.of(new MotionEvent(time, false, new BitSet()));
	}

}
