package org.camerad.session;

/** Monotonic time in nanoseconds, for spans. */
@FunctionalInterface
public interface Ticker {

	long nanoTime();

}
