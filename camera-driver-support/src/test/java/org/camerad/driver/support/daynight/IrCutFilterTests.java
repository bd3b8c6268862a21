package org.camerad.driver.support.daynight;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class IrCutFilterTests {

	private static final Duration PULSE = Duration.ofMillis(30);

	private static final Duration REST = Duration.ofMillis(50);

	/**
	 * A record of the levels of the lines and the times at which they were driven.
	 */
	private static final class Recorder implements IrCutFilter.Lines {

		private final List<String> writes = new CopyOnWriteArrayList<>();

		private final List<Long> times = new CopyOnWriteArrayList<>();

		private final int failing;

		Recorder(int failing) {
			this.failing = failing;
		}

		@Override
		public void drive(boolean night, boolean high) throws IOException {
			boolean fails = this.writes.size() == this.failing;
			this.times.add(System.nanoTime());
			this.writes.add((night ? "night=" : "day=") + (high ? 1 : 0));
			if (fails) {
				throw new IOException("write " + this.failing);
			}
		}

		Duration between(int first, int last) {
			return Duration.ofNanos(this.times.get(last) - this.times.get(first));
		}

		void assertBothLow() {
			assertThat(this.writes.lastIndexOf("day=0")).isGreaterThan(this.writes.lastIndexOf("day=1"));
			assertThat(this.writes.lastIndexOf("night=0")).isGreaterThan(this.writes.lastIndexOf("night=1"));
		}

	}

	private static IrCutFilter filter(Recorder lines) {
		return new IrCutFilter(lines, PULSE, REST);
	}

	@Test
	void aMoveIsAPulseBetweenTwoStatesWithoutCurrentAndThenARest() throws Exception {
		Recorder lines = new Recorder(-1);
		IrCutFilter filter = filter(lines);
		assertThat(filter.isResting()).isFalse();
		filter.move(false);
		filter.move(true);
		assertThat(lines.writes).containsExactly("day=0", "night=0", "day=1", "day=0", "night=0", "day=0", "night=0",
				"night=1", "day=0", "night=0");
		assertThat(lines.between(2, 3)).as("a pulse").isGreaterThanOrEqualTo(PULSE);
		assertThat(lines.between(3, 7)).as("a rest").isGreaterThanOrEqualTo(REST.minusMillis(1));
		assertThat(lines.between(7, 8)).as("a pulse").isGreaterThanOrEqualTo(PULSE);
	}

	@Test
	void itRestsAfterAMove() throws Exception {
		IrCutFilter filter = new IrCutFilter(new Recorder(-1), PULSE, Duration.ofMinutes(10));
		filter.move(true);
		assertThat(filter.isResting()).isTrue();
	}

	@Test
	void itsPlaceIsKnownAfterAMoveThatSucceeded() throws Exception {
		Recorder lines = new Recorder(12);
		IrCutFilter filter = filter(lines);
		assertThat(filter.atNight()).isEmpty();
		filter.move(true);
		assertThat(filter.atNight()).contains(true);
		filter.move(false);
		assertThat(filter.atNight()).contains(false);
		assertThatIOException().isThrownBy(() -> filter.move(true));
		assertThat(filter.atNight()).isEmpty();
	}

	@Test
	void bothLinesAreLowAfterAFailureAtAnyWrite() {
		for (int failing = 0; failing < 5; failing++) {
			Recorder lines = new Recorder(failing);
			assertThatIOException().isThrownBy(() -> filter(lines).move(false));
			lines.assertBothLow();
		}
	}

	@Test
	void bothLinesAreLowAfterAnInterrupt() {
		Recorder lines = new Recorder(-1);
		Thread.currentThread().interrupt();
		assertThatIOException().isThrownBy(() -> filter(lines).move(false));
		assertThat(Thread.interrupted()).isTrue();
		lines.assertBothLow();
	}

	@Test
	void movesAtTheSameTimeComeOneAfterTheOther() {
		Recorder lines = new Recorder(-1);
		IrCutFilter filter = filter(lines);
		List<CompletableFuture<Void>> moves = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			boolean night = i % 2 == 0;
			moves.add(CompletableFuture.runAsync(() -> {
				try {
					filter.move(night);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}));
		}
		moves.forEach(CompletableFuture::join);
		boolean day = false;
		boolean night = false;
		for (String write : lines.writes) {
			day = write.startsWith("day") ? write.endsWith("1") : day;
			night = write.startsWith("night") ? write.endsWith("1") : night;
			assertThat(day && night).as("both under current").isFalse();
		}
		assertThat(lines.writes).hasSize(20);
	}

}
