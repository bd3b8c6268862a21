package org.camerad.driver.support.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * The record of a program that is started again whenever it fails: the present problem,
 * and the pause before the next start, which doubles from 0.5 s to 15 s until the program
 * has worked for 10 s. Guarded by its owner's lock, except {@link #problem()}.
 */
public final class RestartPolicy {

	private static final Logger logger = System.getLogger(RestartPolicy.class.getName());

	private static final long MIN_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

	private static final long MAX_PAUSE = TimeUnit.SECONDS.toNanos(15);

	/** A program that has worked for so long was no failed attempt. */
	private static final long STEADY = TimeUnit.SECONDS.toNanos(10);

	private final String product;

	private long pause = MIN_PAUSE;

	private boolean working;

	private long workingSince;

	private long lastOutput;

	private String verdict = "";

	private volatile String problem = "";

	/**
	 * @param product what the program gives, for the log, such as {@code pictures}
	 */
	public RestartPolicy(String product) {
		this.product = product;
	}

	/** Returns why nothing comes; empty while it comes or is about to. Any thread. */
	public String problem() {
		return this.problem;
	}

	/**
	 * Records a start.
	 * @param now nanoseconds of {@link System#nanoTime()}
	 * @param grace how much later than usual the first output may come, in nanoseconds
	 */
	public void started(long now, long grace) {
		this.lastOutput = now + grace;
		this.working = false;
		this.verdict = "";
	}

	/**
	 * Records that output has come.
	 * @param now nanoseconds of {@link System#nanoTime()}
	 */
	public void worked(long now) {
		this.lastOutput = now;
		if (!this.working) {
			this.working = true;
			this.workingSince = now;
			if (!this.problem.isEmpty()) {
				logger.log(Level.INFO, "{0} come again", this.product);
			}
			this.problem = "";
		}
	}

	/**
	 * Returns when output came last, or until when the first may still be late, in
	 * nanoseconds of {@link System#nanoTime()}.
	 */
	public long lastOutput() {
		return this.lastOutput;
	}

	/**
	 * Records that the owner kills the program; the reason replaces what its end says.
	 */
	public void markKilled(String reason) {
		this.verdict = reason;
	}

	/**
	 * Records a failure.
	 * @param now nanoseconds of {@link System#nanoTime()}
	 * @param cause by the program's own account
	 * @return the pause before the next start, in nanoseconds
	 */
	public long failed(long now, String cause) {
		String reason = this.verdict.isEmpty() ? cause : this.verdict;
		this.verdict = "";
		if (!reason.equals(this.problem)) {
			logger.log(Level.WARNING, "no {0}: {1}; trying again", this.product, reason);
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
