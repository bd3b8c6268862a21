package org.camerad.driver.support.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * The state of a program that is restarted after each failure: the current problem and
 * the back-off, which doubles from 0.5 s to 15 s until the program has worked for 10 s.
 * Guarded by its owner's lock, except {@link #problem()}.
 */
public final class RestartPolicy {

	private static final Logger logger = System.getLogger(RestartPolicy.class.getName());

	private static final long MIN_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

	private static final long MAX_PAUSE = TimeUnit.SECONDS.toNanos(15);

	/** A program that has worked this long resets the back-off. */
	private static final long STEADY = TimeUnit.SECONDS.toNanos(10);

	private final String product;

	private long pause = MIN_PAUSE;

	private boolean working;

	private long workingSince;

	private long lastOutput;

	private String verdict = "";

	private volatile String problem = "";

	/**
	 * Creates a policy.
	 * @param product the product of the program for the log, such as {@code pictures}
	 */
	public RestartPolicy(String product) {
		this.product = product;
	}

	/**
	 * Returns the reason why there is no output; empty while there is or a start is in
	 * progress. Any thread.
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Records a start.
	 * @param now the time in nanoseconds of {@link System#nanoTime()}
	 * @param grace the additional time for the first output in nanoseconds
	 */
	public void started(long now, long grace) {
		this.lastOutput = now + grace;
		this.working = false;
		this.verdict = "";
	}

	/**
	 * Records output.
	 * @param now the time in nanoseconds of {@link System#nanoTime()}
	 */
	public void worked(long now) {
		this.lastOutput = now;
		if (!this.working) {
			this.working = true;
			this.workingSince = now;
			if (!this.problem.isEmpty()) {
				logger.log(Level.INFO, "{0}: available again", this.product);
			}
			this.problem = "";
		}
	}

	/**
	 * Returns the time of the last output, or the time until which the first may be late,
	 * in nanoseconds of {@link System#nanoTime()}.
	 */
	public long lastOutput() {
		return this.lastOutput;
	}

	/**
	 * Records that the owner kills the program; the reason replaces the program's own
	 * message.
	 */
	public void markKilled(String reason) {
		this.verdict = reason;
	}

	/**
	 * Records a failure.
	 * @param now the time in nanoseconds of {@link System#nanoTime()}
	 * @param cause the program's own message
	 * @return the back-off before the next start in nanoseconds
	 */
	public long failed(long now, String cause) {
		String reason = this.verdict.isEmpty() ? cause : this.verdict;
		this.verdict = "";
		if (!reason.equals(this.problem)) {
			logger.log(Level.WARNING, "no {0}: {1}; retrying", this.product, reason);
		}
		this.problem = reason;
		if (this.working && now - this.workingSince > STEADY) {
			this.pause = MIN_PAUSE;
		}
		this.working = false;
		long present = this.pause;
		this.pause = Math.min(this.pause * 2, MAX_PAUSE);
		return present;
	}

}
