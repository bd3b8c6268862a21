package org.camerad.driver.sim.scene;

import java.io.IOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A minute of what {@code script/bench motion} looks at for ten. */
class MotionScoreTests {

	private static final double MINUTES = 1;

	@ParameterizedTest
	@ValueSource(strings = { "street", "street at night", "storm", "street, rain" })
	void whatMovesIsFound(String name) throws IOException {
		MotionScore score = MotionBenchmark.score(name, name.equals("storm") ? 2 * MINUTES : MINUTES);
		assertThat(score.objects()).isPositive();
		assertThat(score.recall()).isGreaterThanOrEqualTo(0.95);
		assertThat(score.pictureRecall()).isGreaterThanOrEqualTo(0.95);
		assertThat(score.alarms()).isZero();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "empty, noise 8", "empty, light", "empty, rain", "empty, shake", "empty, pan", "empty, zoom" })
	void nothingElseIs(String name) throws IOException {
		assertThat(MotionBenchmark.score(name, MINUTES).alarms()).isZero();
	}

}
