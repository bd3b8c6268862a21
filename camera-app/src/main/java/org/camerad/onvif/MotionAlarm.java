package org.camerad.onvif;

import java.util.concurrent.TimeUnit;

import org.camerad.driver.MotionEvent;
import org.jspecify.annotations.Nullable;

/** The state of the motion rule, with its delays. One thread. */
final class MotionAlarm {

	private boolean active;

	/** The state that was seen last, and since when it lasts. */
	private boolean seen;

	private long sinceNanos;

	/**
	 * Returns whether the rule tells motion.
	 * @param event the present state of the motion detector, null for none
	 * @param now a {@link System#nanoTime()}
	 */
	boolean update(@Nullable MotionEvent event, MotionRule rule, long now) {
		boolean moving = event != null && rule.counts(event);
		if (moving != this.seen) {
			this.seen = moving;
			this.sinceNanos = now;
		}
		long delay = TimeUnit.MILLISECONDS.toNanos(moving ? rule.onDelayMillis() : rule.offDelayMillis());
		if (moving != this.active && now - this.sinceNanos >= delay) {
			this.active = moving;
		}
		return this.active;
	}

}
