package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a few of the lines of {@code script/bench motion} for a short time. */
class MotionScoreTests {

	private static final double MINUTES = 0.4;

	private static final Map<String, MotionCase> CASES = MotionCases.of(1);

	@ParameterizedTest
	@ValueSource(strings = { "street", "street at night", "street in H264" })
	void movingObjectIsFound(String name) throws IOException {
		MotionScore score = MotionBenchmark.score(CASES.get(name), MINUTES);
		assertThat(score.objects()).isPositive();
		assertThat(MotionBenchmark.isGood(name, score)).as(score.toString()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "empty, pan", "empty, all at night", "empty, settings" })
	void emptySceneGivesNoAlarm(String name) throws IOException {
		assertThat(MotionBenchmark.score(CASES.get(name), MINUTES).alarms()).isZero();
	}

	@Test
	void scoreWithMissesOrAlarmsIsBad() {
		assertThat(MotionBenchmark.isGood("street", new MotionScore(20, 19, 100, 95, 1, 10))).isTrue();
		assertThat(MotionBenchmark.isGood("street", new MotionScore(20, 18, 100, 95, 0, 10))).isFalse();
		assertThat(MotionBenchmark.isGood("street", new MotionScore(20, 20, 100, 94, 0, 10))).isFalse();
		assertThat(MotionBenchmark.isGood("street", new MotionScore(20, 20, 100, 99, 2, 10))).isFalse();
		assertThat(MotionBenchmark.isGood("night, brightness 110", new MotionScore(20, 9, 100, 40, 0, 10))).isTrue();
	}

}
