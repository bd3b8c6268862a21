package org.camerad.driver.pi.gpio;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.camerad.driver.pi.gpio.GpioConfiguration.Use;
import org.jspecify.annotations.Nullable;

/**
 * A filter that a short pulse moves before the sensor or away from it and that stays
 * there without power. Its two lines are never powered together, and both are low when
 * anything fails. One thread.
 */
final class IrCutFilter {

	private final Pins pins;

	private final Duration pulse;

	private final long interval;

	private @Nullable Boolean atNight;

	private long moved;

	IrCutFilter(Pins pins, GpioConfiguration configuration) {
		this.pins = pins;
		this.pulse = configuration.irCutPulse();
		this.interval = configuration.irCutInterval().toNanos();
		this.moved = System.nanoTime() - this.interval;
	}

	/**
	 * Moves the filter, unless it is there already.
	 * @return whether it is there now; false when it has to rest first
	 */
	boolean move(boolean night) {
		if (!this.pins.has(Use.IR_CUT_DAY) || Boolean.valueOf(night).equals(this.atNight)) {
			return true;
		}
		if (System.nanoTime() - this.moved < this.interval) {
			return false;
		}
		this.moved = System.nanoTime();
		this.atNight = null;
		pulse(night ? Use.IR_CUT_NIGHT : Use.IR_CUT_DAY, night ? Use.IR_CUT_DAY : Use.IR_CUT_NIGHT);
		this.atNight = night;
		return true;
	}

	private void pulse(Use line, Use other) {
		try {
			this.pins.set(other, false);
			this.pins.set(line, true);
			long end = System.nanoTime() + this.pulse.toNanos();
			for (long left = this.pulse.toNanos(); left > 0; left = end - System.nanoTime()) {
				LockSupport.parkNanos(Math.max(left, TimeUnit.MICROSECONDS.toNanos(50)));
			}
		}
		finally {
			rest();
		}
	}

	/** No line is powered. */
	void rest() {
		try {
			this.pins.set(Use.IR_CUT_DAY, false);
		}
		finally {
			this.pins.set(Use.IR_CUT_NIGHT, false);
		}
	}

}
