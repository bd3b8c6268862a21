package org.camerad.driver.support.daynight;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A switch between day and night by a light sensor, with a delay. The first reading
 * decides at once; later it switches only after the readings have agreed for the delay.
 * Not thread-safe.
 */
public final class DayNightSwitch {

	private final Duration delay;

	private @Nullable Boolean night;

	private boolean changing;

	private long since;

	private DayNightSwitch(Duration delay, @Nullable Boolean night) {
		this.delay = delay;
		this.night = night;
	}

	/**
	 * Returns a switch whose first reading decides at once.
	 * @param delay the time for which later readings must agree; zero for no delay
	 */
	public static DayNightSwitch undecided(Duration delay) {
		return new DayNightSwitch(delay, null);
	}

	/** Returns whether it is night; false while undecided. */
	public boolean isNight() {
		return Boolean.TRUE.equals(this.night);
	}

	/**
	 * Adds a reading of a light sensor.
	 * @param dark whether the sensor reports darkness
	 * @param now the time in nanoseconds of {@link System#nanoTime()}
	 * @return whether it is night
	 */
	public boolean noteDark(boolean dark, long now) {
		if (this.night == null) {
			this.night = dark;
		}
		else {
			decide(dark != this.night, now);
		}
		return isNight();
	}

	private void decide(boolean other, long now) {
		if (!other) {
			this.changing = false;
			return;
		}
		if (!this.changing) {
			this.changing = true;
			this.since = now;
		}
		if (now - this.since >= this.delay.toNanos()) {
			this.night = !isNight();
			this.changing = false;
		}
	}

}
