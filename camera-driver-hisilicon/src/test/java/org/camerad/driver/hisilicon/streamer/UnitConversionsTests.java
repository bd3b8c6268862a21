package org.camerad.driver.hisilicon.streamer;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class UnitConversionsTests {

	private static final IntRange MAJESTIC = new IntRange(0, 100);

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 0", "64, 25", "127, 50", "128, 50", "129, 50", "191, 75", "253, 99", "255, 100" })
	void levelsKeepTheirEndsAndTheirNeutral(int ours, int theirs) {
		assertThat(UnitConversions.level(ours, MAJESTIC, 50)).isEqualTo(theirs);
	}

	@Test
	void levelsAreMonotonic() {
		List<Integer> levels = IntStream.rangeClosed(0, 255)
			.map((level) -> UnitConversions.level(level, MAJESTIC, 50))
			.boxed()
			.toList();
		assertThat(levels).isSorted().contains(0, 25, 50, 75, 100);
	}

	@Test
	void aScaleWithAnotherNeutralKeepsIt() {
		assertThat(UnitConversions.level(128, new IntRange(-64, 63), 0)).isZero();
		assertThat(UnitConversions.level(0, new IntRange(-64, 63), 0)).isEqualTo(-64);
		assertThat(UnitConversions.level(255, new IntRange(-64, 63), 0)).isEqualTo(63);
	}

	@Test
	void percentReachBothEndsOfAnyScale() {
		assertThat(UnitConversions.percent(1, MAJESTIC)).isEqualTo(1);
		assertThat(UnitConversions.percent(60, MAJESTIC)).isEqualTo(60);
		assertThat(UnitConversions.percent(100, MAJESTIC)).isEqualTo(100);
		assertThat(UnitConversions.percent(1, new IntRange(0, 8))).isZero();
		assertThat(UnitConversions.percent(50, new IntRange(0, 8))).isEqualTo(4);
		assertThat(UnitConversions.percent(100, new IntRange(0, 8))).isEqualTo(8);
	}

	@ParameterizedTest
	@CsvSource({ "100, 25, 4.0", "50, 25, 2.0", "25, 30, 0.8334", "1, 120, 0.0084", "300, 1, 300.0", "15, 10, 1.5" })
	void framesBecomeSeconds(int frames, int frameRate, String seconds) {
		assertThat(UnitConversions.gopSeconds(frames, frameRate)).isEqualTo(seconds);
	}

	@Test
	void theStreamerMakesTheSameFramesOfTheSeconds() {
		for (int frameRate = 1; frameRate <= 120; frameRate++) {
			for (int frames = 1; frames <= 300; frames++) {
				String text = UnitConversions.gopSeconds(frames, frameRate);
				double seconds = Double.parseDouble(text);
				assertThat(Math.round(seconds * frameRate)).isEqualTo(frames);
				assertThat((int) (seconds * frameRate)).as("cut off: %s * %s", text, frameRate).isEqualTo(frames);
				assertThat((int) ((double) (float) seconds * frameRate)).as("in single precision: %s", text)
					.isEqualTo(frames);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, 16", "25, 8", "50, 0", "75, -8", "100, -16", "1, 16", "99, -16" })
	void positionsRunFromSixteenToMinusSixteen(int percent, int place) {
		assertThat(UnitConversions.position(percent)).isEqualTo(place);
	}

}
