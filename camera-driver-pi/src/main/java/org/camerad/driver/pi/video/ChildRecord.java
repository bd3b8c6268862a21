package org.camerad.driver.pi.video;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * How the camera's children have done: what is wrong now, and how long to wait before the
 * next one. Guarded by its owner's lock, but for {@link #trouble()}.
 */
final class ChildRecord {

	private static final Logger logger = System.getLogger(ChildRecord.class.getName());

	private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

	private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(15);

	/** A child that has worked for so long was no failed attempt. */
	private static final long STEADY = TimeUnit.SECONDS.toNanos(10);

	private long pause = SHORTEST_PAUSE;

	private boolean working;

	private long workingSince;

	private long lastSign;

	private String verdict = "";

	private volatile String trouble = "";

	/** Why there are no pictures; empty while they come or are about to. Any thread. */
	String trouble() {
		return this.trouble;
	}

	/**
	 * A child has been started.
	 * @param grace how much later than usual its first picture may come
	 */
	void started(long grace) {
		this.lastSign = System.nanoTime() + grace;
		this.working = false;
		this.verdict = "";
	}

	/** A picture has come. */
	void sign() {
		this.lastSign = System.nanoTime();
		if (!this.working) {
			this.working = true;
			this.workingSince = this.lastSign;
			if (!this.trouble.isEmpty()) {
				logger.log(Level.INFO, "the camera gives pictures again");
			}
			this.trouble = "";
		}
	}

	/** When the last picture came, or the first one may be late no longer. */
	long lastSign() {
		return this.lastSign;
	}

	/** The child is killed for a reason, which stands for what its end will say. */
	void condemned(String reason) {
		this.verdict = reason;
	}

	/**
	 * The child has failed.
	 * @param cause by its own account
	 * @return how long to wait before the next one, in nanoseconds
	 */
	long failed(String cause) {
		String reason = this.verdict.isEmpty() ? cause : this.verdict;
		this.verdict = "";
		if (!reason.equals(this.trouble)) {
			logger.log(Level.WARNING, "no pictures: {0}; trying again", reason);
		}
		this.trouble = reason;
		if (this.working && System.nanoTime() - this.workingSince > STEADY) {
			this.pause = SHORTEST_PAUSE;
		}
		this.working = false;
		long present = this.pause;
		this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
		return present;
	}

}
