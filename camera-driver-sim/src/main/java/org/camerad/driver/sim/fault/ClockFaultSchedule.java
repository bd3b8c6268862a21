package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * The schedule of a fault that was set by configuration or request. Its times count from
 * then.
 */
final class ClockFaultSchedule extends FaultSchedule {

	private final LongSupplier nanoTime;

	private final long setNanos;

	ClockFaultSchedule(FaultPlan plan, String origin, SplittableRandom random, LongSupplier nanoTime) {
		super(plan, origin, random);
		this.nanoTime = nanoTime;
		this.setNanos = nanoTime.getAsLong();
	}

	@Override
	boolean isDue() {
		return untilStart().isZero() && !isPastEnd();
	}

	/** Returns whether the fault can never trigger again. */
	boolean isExpired() {
		return isUsedUp() || isPastEnd();
	}

	private boolean isPastEnd() {
		return untilEnd().map(Duration::isZero).orElse(false);
	}

	@Override
	Duration untilStart() {
		return until(plan().schedule().from());
	}

	@Override
	Optional<Duration> untilEnd() {
		return plan().schedule().lasting().map((lasting) -> until(plan().schedule().from().plus(lasting)));
	}

	private Duration until(Duration after) {
		Duration left = after.minusNanos(this.nanoTime.getAsLong() - this.setNanos);
		return left.isNegative() ? Duration.ZERO : left;
	}

}
