package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** A fault that the scene's script asks for, in each round of the scene. */
final class SceneFaultSchedule extends FaultSchedule {

	private final SceneClock script;

	private boolean wasDue;

	SceneFaultSchedule(FaultPlan plan, SceneClock script, SplittableRandom chance) {
		super(plan, "scene", chance);
		this.script = script;
	}

	@Override
	boolean isDue() {
		long into = this.script.millis() - plan().schedule().from().toMillis();
		boolean due = into >= 0 && into < lasting();
		if (due && !this.wasDue) {
			renew();
		}
		this.wasDue = due;
		return due;
	}

	private long lasting() {
		return plan().schedule().lasting().map(Duration::toMillis).orElse(Long.MAX_VALUE);
	}

	@Override
	Duration begins() {
		long left = isDue() ? 0 : plan().schedule().from().toMillis() - this.script.millis();
		return Duration.ofMillis((left < 0) ? left + this.script.length() : left);
	}

	@Override
	Optional<Duration> ends() {
		return isDue()
				? plan().schedule()
					.lasting()
					.map((lasting) -> plan().schedule().from().plus(lasting).minusMillis(this.script.millis()))
				: Optional.empty();
	}

}
