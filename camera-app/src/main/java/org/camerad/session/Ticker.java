package org.camerad.session;

/** A source of monotonic time in nanoseconds, for measuring intervals. */
@FunctionalInterface
public interface Ticker {

	long nanoTime();

}
