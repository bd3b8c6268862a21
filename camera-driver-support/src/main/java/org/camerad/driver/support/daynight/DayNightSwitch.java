package org.camerad.driver.support.daynight;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A switch between day and night with hysteresis: darkness starts the night and light
 * ends it only once it has lasted for the delay, and a picture must be darker for the
 * night than it must be bright for the day. Without a first state the first reading
 * decides at once. Not safe for several threads.
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
	 * @param delay how long later readings must say the same; zero for no delay
	 */
	public static DayNightSwitch undecided(Duration delay) {
		return new DayNightSwitch(delay, null);
	}

	/**
	 * Returns a switch that starts at day.
	 * @param delay how long readings must say the same; zero for no delay
	 */
	public static DayNightSwitch atDay(Duration delay) {
		return new DayNightSwitch(delay, false);
	}

	/** Returns whether it is night; false while undecided. */
	public boolean isNight() {
		return Boolean.TRUE.equals(this.night);
	}

	/**
	 * Takes a sensor's reading.
	 * @param dark whether the sensor says that it is dark
	 * @param now nanoseconds of {@link System#nanoTime()}
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

	/**
	 * Takes the brightness of a picture. Between the two thresholds it stays as it is.
	 * @param light mean brightness, 0 to 255
	 * @param nightBelow the brightness below which it gets night
	 * @param dayAbove the brightness above which it gets day; above {@code nightBelow}
	 * @param now nanoseconds of {@link System#nanoTime()}
	 * @return whether it is night
	 */
	public boolean noteLight(int light, int nightBelow, int dayAbove, long now) {
		return noteDark(isNight() ? light <= dayAbove : light < nightBelow, now);
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
