package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A minute of what {@code script/bench motion} looks at for ten. */
class MotionScoreTests {

	private static final double MINUTES = 1;

	private static final Map<String, MotionCase> CASES = MotionCases.of(1);

	@ParameterizedTest
	@ValueSource(strings = { "street", "street, close up", "street at night", "street at night, zoomed in", "storm",
			"street, noise 8", "street, rain", "street, brightness 200", "street, contrast 220",
			"night, brightness 220", "night, both 200" })
	void whatMovesIsFound(String name) throws IOException {
		checkFound(MotionBenchmark.score(CASES.get(name), name.startsWith("storm") ? 2 * MINUTES : MINUTES));
	}

	/** Somebody who has stood still walks on, and is passed by a van where he stood. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 3 })
	void whereSomebodyStoodIsNothingAnyMore(long seed) throws IOException {
		checkFound(MotionBenchmark.score(MotionCases.of(seed).get("street, zoomed in"), MINUTES));
	}

	/** The first half minute, which ffmpeg writes. */
	@ParameterizedTest
	@ValueSource(strings = { "street in H264", "street in FOLDER" })
	void aRecordingScoresTheSame(String name) throws IOException {
		checkFound(MotionBenchmark.score(CASES.get(name), MINUTES / 2));
	}

	private static void checkFound(MotionScore score) {
		assertThat(score.objects()).isPositive();
		assertThat(score.recall()).isGreaterThanOrEqualTo(0.95);
		assertThat(score.pictureRecall()).isGreaterThanOrEqualTo(0.95);
		assertThat(score.alarms()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "empty, noise 8", "empty, light", "empty, rain", "empty, shake", "empty, pan",
			"empty, zoom", "empty, all at night", "empty, night pan", "empty, settings" })
	void nothingElseIs(String name) throws IOException {
		assertThat(MotionBenchmark.score(CASES.get(name), MINUTES).alarms()).isZero();
	}

	/** Long enough for contrast and sharpness. */
	@Test
	void whatAClientSetsByNightIsNone() throws IOException {
		assertThat(MotionBenchmark.score(CASES.get("empty, night settings"), 2.2).alarms()).isZero();
	}

}
