package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;

/**
 * A reboot of the board that was requested and has not begun. Until the board stops to
 * respond, its responses are from before the reboot. Any thread.
 */
final class RebootWatch {

	private static final System.Logger logger = System.getLogger(RebootWatch.class.getName());

	/** The time in which a board must stop to respond. */
	private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

	private boolean pending;

	private long start;

	synchronized void begin() {
		this.pending = true;
		this.start = System.nanoTime();
	}

	/** Notes that the board does not respond. */
	synchronized void goneDown() {
		this.pending = false;
	}

	/** Returns whether a response is from before the reboot. */
	synchronized boolean isPending() {
		if (this.pending && System.nanoTime() - this.start > LIMIT_NANOS) {
			logger.log(System.Logger.Level.WARNING,
					"the board confirmed a reboot and did not stop to respond: check the reboot path");
			this.pending = false;
		}
		return this.pending;
	}

}
