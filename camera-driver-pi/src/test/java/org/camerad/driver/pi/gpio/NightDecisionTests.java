package org.camerad.driver.pi.gpio;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.pi.gpio.GpioConfiguration.DayNight;

import static org.assertj.core.api.Assertions.assertThat;

/** Day and night in simulated scenes, one reading per second. */
class NightDecisionTests {

	private final NightDecision decision = new NightDecision(
			new DayNight(DayNight.Mode.AUTO, 5, 20, Duration.ofSeconds(10)), Duration.ofMinutes(1));

	private int second;

	private int movements;

	private int shortestRest = Integer.MAX_VALUE;

	private int movedAt = Integer.MIN_VALUE / 2;

	private boolean isNight() {
		return this.decision.night().orElse(false);
	}

	/**
	 * Simulates a scene and counts the movements of the filter.
	 * @param ambient the light without lamps at a second
	 * @param lamps the light of the lamps, seconds after the change to night
	 */
	private void simulate(int seconds, DoubleUnaryOperator ambient, DoubleUnaryOperator lamps) {
		for (int end = this.second + seconds; this.second < end; this.second++) {
			Optional<Boolean> former = this.decision.night();
			double light = ambient.applyAsDouble(this.second);
			this.decision.noteLux(light + (isNight() ? lamps.applyAsDouble(this.second - this.movedAt) : 0),
					TimeUnit.SECONDS.toNanos(this.second));
			if (!former.equals(this.decision.night())) {
				this.movements++;
				this.shortestRest = Math.min(this.shortestRest, this.second - this.movedAt);
				this.movedAt = this.second;
			}
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 30, 120, 2000 })
	void tenMinutesOfDarknessAreOneMovementWhateverTheLampsGive(double lamps) {
		simulate(600, (second) -> 0.3, (since) -> (since < 3) ? lamps / 10 : lamps * (1 + 0.2 * Math.sin(since)));
		assertThat(this.movements).isEqualTo(1);
		assertThat(isNight()).isTrue();
		assertThat(this.decision.problem()).isEmpty();
		simulate(600, (second) -> second * 20, (since) -> lamps);
		assertThat(this.movements).isEqualTo(2);
		assertThat(isNight()).isFalse();
	}

	@Test
	void lampsThatComeLateAreALoopThatIsStoppedAndReported() {
		simulate(20_000, (second) -> 0.3, (since) -> (since < 30) ? 0 : 120);
		assertThat(this.movements).isEqualTo(5);
		assertThat(this.shortestRest).isGreaterThanOrEqualTo(60);
		assertThat(isNight()).isTrue();
		assertThat(this.decision.problem()).contains("day and night alternate", "camera.pi.day-night.day-above");
		simulate(600, (second) -> 3000, (since) -> 120);
		assertThat(isNight()).isFalse();
		assertThat(this.decision.problem()).isEmpty();
	}

	@Test
	void aFlickeringSceneMovesAtMostOncePerInterval() {
		simulate(3600, (second) -> (second / 15 % 2 == 0) ? 2 : 2000, (since) -> 0);
		assertThat(this.shortestRest).isGreaterThanOrEqualTo(60);
	}

	@Test
	void aSensorThatSeesTheLampsIsALoopToo() {
		int changes = 0;
		for (int at = 0; at < 20_000; at++) {
			boolean former = isNight();
			this.decision.noteSensor(!isNight(), TimeUnit.SECONDS.toNanos(at));
			changes += (former != isNight()) ? 1 : 0;
		}
		assertThat(changes).isEqualTo(5);
		assertThat(isNight()).isTrue();
		assertThat(this.decision.problem()).contains("stays at night");
	}

}
