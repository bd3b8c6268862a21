package org.camerad.driver.pi.gpio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.pi.gpio.GpioConfiguration.DayNight;
import org.jspecify.annotations.Nullable;

/**
 * The decision between day and night. A change needs readings that agree for the delay,
 * and there is at most one per interval. At night the light includes that of the camera's
 * own lamps: it is measured after the change, and day must be clearly brighter. Days that
 * end at once are a loop; then the camera stays at night. One thread at a time.
 */
final class NightDecision {

	private static final Logger logger = System.getLogger(NightDecision.class.getName());

	/** Day must be brighter than the light after the change to night by this factor. */
	private static final double BRIGHTER = 3;

	/** A loop ends when the light exceeds that of its days by this factor. */
	private static final double MUCH_BRIGHTER = 4;

	/** A day that is shorter than this number of intervals is part of a loop. */
	private static final int SHORT_DAY = 5;

	private static final int MAX_SHORT_DAYS = 2;

	private static final Duration LOOP_HOLD = Duration.ofHours(12);

	private final DayNight settings;

	private final long intervalNanos;

	private @Nullable Boolean night;

	private long changedAt;

	private boolean changing;

	private long changingSince;

	/** The light at night with the lamps on, in lux; infinite until it is measured. */
	private double ownLight = Double.POSITIVE_INFINITY;

	/** True while it is day because a reading has decided so. */
	private boolean measuredDay;

	private int shortDays;

	/** The brightest light that ended a night of a loop, in lux. */
	private double loopLight;

	private volatile String problem = "";

	/**
	 * Creates an undecided one.
	 * @param interval the shortest time between two changes
	 */
	NightDecision(DayNight settings, Duration interval) {
		this.settings = settings;
		this.intervalNanos = interval.toNanos();
	}

	/** Returns whether it is night; empty before the first decision. */
	Optional<Boolean> night() {
		return Optional.ofNullable(this.night);
	}

	/** Returns the loop that was stopped; empty without one. Any thread. */
	String problem() {
		return this.problem;
	}

	/** Decides for day if nothing is decided yet, because the light is unknown. */
	void assumeDay(long now) {
		if (this.night == null) {
			change(false, now);
		}
	}

	/**
	 * Adds a reading of a light sensor.
	 * @param dark whether the sensor reports darkness
	 * @param now the time in nanoseconds of {@link System#nanoTime()}
	 */
	void noteSensor(boolean dark, long now) {
		note(isLooping(now) || dark, 0, now);
	}

	/**
	 * Adds a reading of the camera.
	 * @param lux the light of the scene in lux
	 * @param now the time in nanoseconds of {@link System#nanoTime()}
	 */
	void noteLux(double lux, long now) {
		if (!Boolean.TRUE.equals(this.night)) {
			note(lux < this.settings.nightBelow(), lux, now);
			return;
		}
		if (now - this.changedAt < this.settings.delay().toNanos()) {
			// The exposure adapts to the lamps.
			return;
		}
		this.ownLight = Math.min(this.ownLight, lux);
		note(lux <= brightness(now), lux, now);
	}

	/** Returns the light that day must exceed, in lux. */
	private double brightness(long now) {
		double above = Math.max(this.settings.dayAbove(), BRIGHTER * this.ownLight);
		return isLooping(now) ? Math.max(above, MUCH_BRIGHTER * this.loopLight) : above;
	}

	private boolean isLooping(long now) {
		return Boolean.TRUE.equals(this.night) && this.shortDays >= MAX_SHORT_DAYS
				&& now - this.changedAt < LOOP_HOLD.toNanos();
	}

	private void note(boolean dark, double lux, long now) {
		if (this.night != null && (dark == this.night || now - this.changedAt < this.intervalNanos)) {
			this.changing = false;
			return;
		}
		if (!this.changing) {
			this.changing = true;
			this.changingSince = now;
		}
		if (now - this.changingSince < this.settings.delay().toNanos()) {
			return;
		}
		if (dark) {
			countShortDay(now);
		}
		else {
			this.loopLight = (this.shortDays > 0) ? Math.max(this.loopLight, lux) : lux;
			this.problem = "";
		}
		change(dark, now);
		this.measuredDay = !dark;
	}

	private void change(boolean dark, long now) {
		this.night = dark;
		this.changedAt = now;
		this.changing = false;
		this.ownLight = Double.POSITIVE_INFINITY;
	}

	private void countShortDay(long now) {
		boolean isShort = this.measuredDay && now - this.changedAt < SHORT_DAY * this.intervalNanos;
		this.shortDays = isShort ? this.shortDays + 1 : 0;
		if (this.shortDays >= MAX_SHORT_DAYS) {
			this.problem = "day and night alternate because the camera's own light looks like day; it stays at night "
					+ "for up to 12 hours; shield the lens from the lamps or raise camera.pi.day-night.day-above";
			logger.log(Level.WARNING, this.problem);
		}
	}

}
