package org.camerad.driver.pi.gpio;

import org.camerad.driver.pi.gpio.GpioConfiguration.DayNight;

/**
 * Decides between day and night with hysteresis: it takes less light to get night than
 * more light to get day, and either must last. One thread.
 */
final class Twilight {

	private final DayNight settings;

	private boolean night;

	private boolean changing;

	private long since;

	Twilight(DayNight settings) {
		this.settings = settings;
		this.night = settings.mode() == DayNight.Mode.NIGHT;
	}

	boolean isNight() {
		return this.night;
	}

	/**
	 * Takes note of the light.
	 * @param light mean brightness of the picture, 0 to 255
	 * @param now nanoseconds of a monotonic clock
	 * @return whether it is night
	 */
	boolean note(int light, long now) {
		return decide(this.night ? light > this.settings.dayAbove() : light < this.settings.nightBelow(), now);
	}

	/** Takes note of what a sensor says of the dark. */
	boolean noteDark(boolean dark, long now) {
		return decide(dark != this.night, now);
	}

	private boolean decide(boolean other, long now) {
		if (this.settings.mode() != DayNight.Mode.AUTO || !other) {
			this.changing = false;
			return this.night;
		}
		if (!this.changing) {
			this.changing = true;
			this.since = now;
		}
		if (now - this.since >= this.settings.delay().toNanos()) {
			this.night = !this.night;
			this.changing = false;
		}
		return this.night;
	}

}
