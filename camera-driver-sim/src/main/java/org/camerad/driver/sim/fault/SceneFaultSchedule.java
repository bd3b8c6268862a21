package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The schedule of a fault in a scene file. It repeats in each loop of the scene.
 */
final class SceneFaultSchedule extends FaultSchedule {

	private final SceneClock clock;

	private boolean wasDue;

	SceneFaultSchedule(FaultPlan plan, SceneClock clock, SplittableRandom random) {
		super(plan, "scene", random);
		this.clock = clock;
	}

	@Override
	boolean isDue() {
		long elapsed = this.clock.millisIntoLoop() - plan().schedule().from().toMillis();
		boolean due = elapsed >= 0 && elapsed < durationMillis();
		if (due && !this.wasDue) {
			resetCount();
		}
		this.wasDue = due;
		return due;
	}

	private long durationMillis() {
		return plan().schedule().lasting().map(Duration::toMillis).orElse(Long.MAX_VALUE);
	}

	@Override
	Duration untilStart() {
		long left = isDue() ? 0 : plan().schedule().from().toMillis() - this.clock.millisIntoLoop();
		return Duration.ofMillis((left < 0) ? left + this.clock.loopMillis() : left);
	}

	@Override
	Optional<Duration> untilEnd() {
		return isDue()
				? plan().schedule()
					.lasting()
					.map((lasting) -> plan().schedule().from().plus(lasting).minusMillis(this.clock.millisIntoLoop()))
				: Optional.empty();
	}

}
