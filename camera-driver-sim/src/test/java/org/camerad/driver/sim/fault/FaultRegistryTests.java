package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.camerad.driver.PartStatus;
import org.camerad.driver.simulation.FaultState;
import org.camerad.driver.simulation.Schedule;
import org.camerad.driver.sim.scene.ScriptedFault;

import static org.assertj.core.api.Assertions.assertThat;

class FaultRegistryTests {

	private static final FaultKind KIND = FaultKind.EMPTY_ANSWER;

	private long nanos = 7;

	private long sceneMillis;

	private final FaultRegistry registry = new FaultRegistry(() -> this.nanos, 1);

	@Test
	void aFaultBeginsAndEndsInItsTime() {
		set(new Schedule(Duration.ofSeconds(10), seconds(5), OptionalInt.empty(), 1));
		assertThat(shouldInject()).isFalse();
		assertThat(this.registry.status()).isEmpty();
		assertThat(state().begins()).isEqualTo(Duration.ofSeconds(10));
		pass(10);
		assertThat(shouldInject()).isTrue();
		assertThat(state().ends()).isEqualTo(seconds(5));
		assertThat(this.registry.status()).singleElement()
			.satisfies((status) -> assertThat(status.part() + " " + status.state()).isEqualTo("http IMPAIRED"));
		pass(5);
		assertThat(shouldInject()).isFalse();
		assertThat(this.registry.state()).isEmpty();
		assertThat(this.registry.status()).isEmpty();
	}

	@Test
	void aFaultTriggersAsOftenAsItsCountSays() {
		set(new Schedule(Duration.ZERO, Optional.empty(), OptionalInt.of(2), 1));
		assertThat(this.registry.present(KIND)).as("no occasion").isPresent();
		assertThat(shouldInject()).isTrue();
		assertThat(state().left()).hasValue(1);
		assertThat(state().triggered()).isOne();
		assertThat(shouldInject()).isTrue();
		assertThat(shouldInject()).isFalse();
		assertThat(this.registry.present(KIND)).isEmpty();
		assertThat(this.registry.state()).isEmpty();
	}

	@Test
	void whatIsLeftToChanceIsNotThereWithoutAnOccasion() {
		set(new Schedule(Duration.ZERO, Optional.empty(), OptionalInt.empty(), 0.999));
		assertThat(this.registry.present(KIND)).isEmpty();
		assertThat(this.registry.status()).as("health tells all the same").hasSize(1);
	}

	@Test
	void chanceIsTheSeeds() {
		assertThat(drawn(1)).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
		assertThat(drawn(1).stream().filter((triggered) -> triggered).count()).isBetween(300L, 500L);
	}

	private List<Boolean> drawn(long seed) {
		FaultRegistry own = new FaultRegistry(() -> this.nanos, seed);
		own.set(new FaultPlan(KIND, new FaultValue.Present(),
				new Schedule(Duration.ZERO, Optional.empty(), OptionalInt.empty(), 0.4)), "test");
		return IntStream.range(0, 1000).mapToObj((i) -> own.shouldInject(KIND).isPresent()).toList();
	}

	@Test
	void aScenesFaultTriggersInEachLoop() throws Exception {
		this.registry.setSceneFaults(SceneFaultPlans.of(List.of(new ScriptedFault("empty-answer", "", 2, 3, 1, 1))),
				new SceneClock() {

					@Override
					public long millisIntoLoop() {
						return FaultRegistryTests.this.sceneMillis;
					}

					@Override
					public long loopMillis() {
						return 10_000;
					}

				});
		for (int round = 0; round < 2; round++) {
			this.sceneMillis = 1_000;
			assertThat(shouldInject()).isFalse();
			assertThat(state().begins()).isEqualTo(Duration.ofSeconds(1));
			this.sceneMillis = 3_000;
			assertThat(state().ends()).isEqualTo(seconds(2));
			assertThat(shouldInject()).isTrue();
			assertThat(shouldInject()).as("once a round").isFalse();
			this.sceneMillis = 6_000;
			assertThat(shouldInject()).isFalse();
			assertThat(state().begins()).isEqualTo(Duration.ofSeconds(6));
		}
		this.registry.clear();
		assertThat(state().origin()).as("the scene goes on").isEqualTo("scene");
	}

	@Test
	void aWaitEndsWhenItsFaultIsClearedReplacedOrOver() {
		for (Runnable end : List.<Runnable>of(this.registry::clear, () -> this.registry.clear(KIND),
				() -> set(Schedule.ALWAYS), () -> pass(60))) {
			set(new Schedule(Duration.ZERO, seconds(60), OptionalInt.of(1), 1));
			ActiveFault activeFault = this.registry.shouldInject(KIND).orElseThrow();
			this.registry.state();
			assertThat(activeFault.stillActive().getAsBoolean()).as("used up, but not over").isTrue();
			end.run();
			assertThat(activeFault.stillActive().getAsBoolean()).isFalse();
		}
	}

	@Test
	void healthTellsAllFaultsOfAPartInOneLine() throws Exception {
		set(Schedule.ALWAYS);
		this.registry.set(new FaultPlan(FaultKind.LATENCY, FaultKind.LATENCY.value("200ms"), Schedule.ALWAYS), "test");
		this.registry.set(new FaultPlan(FaultKind.SENSOR_LOST, new FaultValue.Present(), Schedule.ALWAYS), "test");
		this.registry.set(new FaultPlan(FaultKind.BLACK_FRAME, new FaultValue.Present(), Schedule.ALWAYS), "test");
		assertThat(this.registry.status()).extracting(PartStatus::part).containsExactly("http", "sensor");
		assertThat(this.registry.status().get(0).detail()).contains("empty-answer", "latency", "200ms");
		assertThat(this.registry.status().get(1).state()).isEqualTo(PartStatus.State.FAILED);
	}

	private void set(Schedule schedule) {
		this.registry.set(new FaultPlan(KIND, new FaultValue.Present(), schedule), "test");
	}

	private boolean shouldInject() {
		return this.registry.shouldInject(KIND).isPresent();
	}

	private FaultState state() {
		return this.registry.state().get(0);
	}

	private void pass(long seconds) {
		this.nanos += TimeUnit.SECONDS.toNanos(seconds);
	}

	private static Optional<Duration> seconds(long seconds) {
		return Optional.of(Duration.ofSeconds(seconds));
	}

}
