package org.camerad.onvif;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.camerad.driver.MotionEvent;
import org.camerad.thread.SharedTimer;
import org.jspecify.annotations.Nullable;

/**
 * The state of the motion rule: motion in enough cells, for long enough. The detector
 * itself has neither a number of cells nor delays. Guarded by a lock of its owner.
 */
final class EventMotion {

	private final Object lock;

	private final Supplier<MotionRule> rule;

	private final Consumer<Boolean> onChanged;

	/** The state that subscribers know. */
	private boolean told;

	/** The state without delays. */
	private boolean active;

	/** The change that waits for its delay, null for none. */
	private @Nullable Future<?> pending;

	/**
	 * Creates the state, without motion.
	 * @param lock the lock that its caller holds, and it itself after a delay
	 * @param rule the rule in effect
	 * @param onChanged receives each new state; it returns at once
	 */
	EventMotion(Object lock, Supplier<MotionRule> rule, Consumer<Boolean> onChanged) {
		this.lock = lock;
		this.rule = rule;
		this.onChanged = onChanged;
	}

	/** Starts with the state of the detector. */
	void start(@Nullable MotionEvent current) {
		stop();
		this.active = current != null && isMotion(current);
		this.told = this.active;
	}

	/** Drops a change that waits for its delay. */
	void stop() {
		if (this.pending != null) {
			this.pending.cancel(false);
			this.pending = null;
		}
	}

	/** Returns the state that subscribers know. */
	boolean isTold() {
		return this.told;
	}

	private boolean isMotion(MotionEvent event) {
		return this.rule.get().counts(event);
	}

	/** Follows the detector. */
	void follow(MotionEvent event) {
		boolean motion = isMotion(event);
		if (this.active == motion) {
			return;
		}
		this.active = motion;
		stop();
		if (this.told == motion) {
			return;
		}
		int delay = motion ? this.rule.get().onDelayMillis() : this.rule.get().offDelayMillis();
		if (delay == 0) {
			tell(motion);
		}
		else {
			this.pending = SharedTimer.later(Duration.ofMillis(delay), () -> tellLate(motion));
		}
	}

	private void tellLate(boolean motion) {
		synchronized (this.lock) {
			if (this.pending != null && this.active == motion && this.told != motion) {
				this.pending = null;
				tell(motion);
			}
		}
	}

	private void tell(boolean motion) {
		this.told = motion;
		this.onChanged.accept(motion);
	}

}
