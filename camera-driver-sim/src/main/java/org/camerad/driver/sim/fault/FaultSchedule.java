package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

import org.camerad.driver.simulation.FaultState;

/**
 * A planned fault with its trigger counter. The lock of the registry guards it.
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

	/** Returns whether the current time is within the fault's time. */
	abstract boolean isDue();

	/** Returns the time until the fault starts, zero if it has started. */
	abstract Duration untilStart();

	/** Returns the time until the fault ends, empty if it does not end. */
	abstract Optional<Duration> untilEnd();

	/** Returns whether the fault can trigger now. */
	final boolean isActive() {
		return isDue() && !isUsedUp();
	}

	/** Returns whether the fault triggers on every occasion now. */
	final boolean isCertain() {
		return isActive() && this.plan.schedule().probability() == 1;
	}

	/** Returns whether the fault triggers on every occasion until it is cleared. */
	final boolean isPermanent() {
		return isCertain() && this.plan.schedule().count().isEmpty() && untilEnd().isEmpty();
	}

	final boolean isUsedUp() {
		OptionalInt count = this.plan.schedule().count();
		return count.isPresent() && this.triggeredThisLoop >= count.getAsInt();
	}

	/** Resets the counter at the start of a new loop. */
	final void resetCount() {
		this.triggeredThisLoop = 0;
	}

	/** Returns whether the fault triggers on this occasion, and counts it. */
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
