package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

import org.camerad.driver.simulation.FaultState;

/**
 * A fault that is planned, and how often it has triggered. Used under the board's lock.
 */
abstract class FaultSchedule {

	private final FaultPlan plan;

	private final String origin;

	private final SplittableRandom random;

	private long triggered;

	private int triggeredThisLoop;

	FaultSchedule(FaultPlan plan, String origin, SplittableRandom random) {
		this.plan = plan;
		this.origin = origin;
		this.random = random;
	}

	final FaultPlan plan() {
		return this.plan;
	}

	/** Whether it is its time. */
	abstract boolean isDue();

	/** How long until its time comes, zero when it has. */
	abstract Duration untilStart();

	/** How long until its time is over, empty when it never is. */
	abstract Optional<Duration> untilEnd();

	/** Whether it can befall now, given an occasion and the chance. */
	final boolean isActive() {
		return isDue() && !isUsedUp();
	}

	/** Whether it befalls now whatever the occasion, so that it is there without one. */
	final boolean isCertain() {
		return isActive() && this.plan.schedule().probability() == 1;
	}

	final boolean isUsedUp() {
		OptionalInt count = this.plan.schedule().count();
		return count.isPresent() && this.triggeredThisLoop >= count.getAsInt();
	}

	/** Counts anew: its time has come once more. */
	final void resetCount() {
		this.triggeredThisLoop = 0;
	}

	/** One occasion. */
	final boolean shouldInject() {
		double probability = this.plan.schedule().probability();
		if (!isActive() || (probability < 1 && this.random.nextDouble() >= probability)) {
			return false;
		}
		this.triggered++;
		this.triggeredThisLoop++;
		return true;
	}

	final FaultState state() {
		OptionalInt count = this.plan.schedule().count();
		OptionalInt left = count.isPresent() ? OptionalInt.of(count.getAsInt() - this.triggeredThisLoop) : count;
		return new FaultState(this.plan.kind().id(), this.plan.value().text(), this.origin, isActive(), untilStart(),
				untilEnd(), left, this.triggered, this.plan.schedule().probability());
	}

}
