package org.camerad.limit;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import org.camerad.operation.RateLimitedLogger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A record of what one limit has refused: a counter and rate-limited log lines.
 * Thread-safe.
 */
public final class Refusals {

	private static final int MAX_LINES = 3;

	private final String what;

	private final String limit;

	private final Counter counter;

	private final RateLimitedLogger logger;

	/**
	 * Creates a record without refusals.
	 * @param what the refused thing, such as {@code connection}
	 * @param limit the limit for the log, such as {@code camera.limits.x=256}
	 */
	public Refusals(String what, String limit, Counter counter) {
		this.what = what;
		this.limit = limit;
		this.counter = counter;
		this.logger = new RateLimitedLogger(LoggerFactory.getLogger(Refusals.class), "refused a " + what, MAX_LINES,
				Duration.ofMinutes(1));
	}

	/**
	 * Records a refusal.
	 * @param key the address or user whose limit is reached
	 */
	public void add(String key) {
		this.counter.increment();
		this.logger.log(Level.WARN, "refused a {} of {}, which has as many as {} allows", this.what, key, this.limit);
	}

}
