package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** A fault that was set, from a while after that for as long as it says. */
final class ClockFaultSchedule extends FaultSchedule {

	private final LongSupplier nanoTime;

	private final long since;

	ClockFaultSchedule(FaultPlan plan, String origin, SplittableRandom chance, LongSupplier nanoTime) {
		super(plan, origin, chance);
		this.nanoTime = nanoTime;
		this.since = nanoTime.getAsLong();
	}

	@Override
	boolean isDue() {
		return begins().isZero() && !isPast();
	}

	/** Whether it will never befall again. */
	boolean isOver() {
		return isUsedUp() || isPast();
	}

	private boolean isPast() {
		return ends().map(Duration::isZero).orElse(false);
	}

	@Override
	Duration begins() {
		return until(plan().schedule().from());
	}

	@Override
	Optional<Duration> ends() {
		return plan().schedule().lasting().map((lasting) -> until(plan().schedule().from().plus(lasting)));
	}

	private Duration until(Duration after) {
		Duration left = after.minusNanos(this.nanoTime.getAsLong() - this.since);
		return left.isNegative() ? Duration.ZERO : left;
	}

}
