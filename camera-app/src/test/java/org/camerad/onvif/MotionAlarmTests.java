package org.camerad.onvif;

import java.time.Instant;
import java.util.BitSet;

import org.camerad.driver.MotionEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MotionAlarmTests {

	private static final MotionRule RULE = new MotionRule("door", 3, 200, 500);

	private final MotionAlarm alarm = new MotionAlarm();

	private boolean at(int millis, int cells) {
		BitSet blocks = new BitSet();
		blocks.set(0, cells);
		return this.alarm.update(new MotionEvent(Instant.EPOCH, cells > 0, blocks), RULE, millis * 1_000_000L);
	}

	@Test
	void waitsForEnoughCellsForLongEnough() {
		assertThat(this.alarm.update(null, RULE, 0)).isFalse();
		assertThat(at(100, 2)).isFalse();
		assertThat(at(1000, 2)).as("too few cells").isFalse();
		assertThat(at(1100, 3)).isFalse();
		assertThat(at(1250, 0)).as("too short").isFalse();
		assertThat(at(1300, 4)).isFalse();
		assertThat(at(1500, 3)).isTrue();
		assertThat(at(1600, 0)).isTrue();
		assertThat(at(2000, 3)).as("a short pause").isTrue();
		assertThat(at(2100, 1)).isTrue();
		assertThat(at(2600, 0)).isFalse();
	}

}
