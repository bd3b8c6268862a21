package org.camerad.driver.support.daynight;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DayNightSwitchTests {

	private static final Duration DELAY = Duration.ofSeconds(10);

	private final DayNightSwitch atDay = DayNightSwitch.undecided(DELAY);

	@BeforeEach
	void startAtDay() {
		this.atDay.noteDark(false, 0);
	}

	private boolean dark(boolean dark, long second) {
		return this.atDay.noteDark(dark, TimeUnit.SECONDS.toNanos(second));
	}

	@Test
	void darknessStartsTheNightOnceItHasLastedForTheDelay() {
		assertThat(dark(true, 100)).isFalse();
		assertThat(dark(true, 109)).isFalse();
		assertThat(dark(true, 110)).isTrue();
		assertThat(this.atDay.isNight()).isTrue();
		assertThat(dark(false, 200)).isTrue();
		assertThat(dark(false, 209)).isTrue();
		assertThat(dark(false, 210)).isFalse();
	}

	@Test
	void aHeadlightBeginsTheDelayAgain() {
		dark(true, 0);
		dark(true, 9);
		dark(false, 9);
		assertThat(dark(true, 9)).isFalse();
		assertThat(dark(true, 18)).isFalse();
		assertThat(dark(true, 19)).isTrue();
	}

	@Test
	void eachChangeHasItsOwnDelay() {
		dark(true, 0);
		assertThat(dark(true, 10)).isTrue();
		assertThat(dark(false, 10)).isTrue();
		assertThat(dark(false, 19)).isTrue();
		assertThat(dark(false, 20)).isFalse();
	}

	@Test
	void withoutAFirstStateTheFirstReadingDecidesAtOnce() {
		DayNightSwitch undecided = DayNightSwitch.undecided(DELAY);
		assertThat(undecided.isNight()).isFalse();
		assertThat(undecided.noteDark(true, 5)).isTrue();
		assertThat(undecided.noteDark(false, 6)).isTrue();
		assertThat(undecided.noteDark(false, 6 + DELAY.toNanos() - 1)).isTrue();
		assertThat(undecided.noteDark(false, 6 + DELAY.toNanos())).isFalse();
		assertThat(DayNightSwitch.undecided(DELAY).noteDark(false, 5)).isFalse();
	}

	@Test
	void withoutADelayEachReadingDecides() {
		DayNightSwitch eager = DayNightSwitch.undecided(Duration.ZERO);
		assertThat(eager.noteDark(false, 0)).isFalse();
		assertThat(eager.noteDark(true, 0)).isTrue();
		assertThat(eager.noteDark(false, 0)).isFalse();
	}

}
