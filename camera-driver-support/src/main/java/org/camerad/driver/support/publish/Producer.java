package org.camerad.driver.support.publish;

import org.camerad.driver.CameraException;

/**
 * A producer of values that works while there is a subscriber. All methods except
 * {@link #unsubscribed()} are called on the worker's thread, without a lock.
 */
public interface Producer {

	/** The delay while there is nothing to do until the worker is woken. */
	long NEVER = Long.MAX_VALUE;

	/**
	 * Returns the time in nanoseconds until {@link #produce()} is due: 0 or less for at
	 * once, {@link #NEVER} for not before a change. It is called again after each change
	 * of subscriptions or requests and each {@link PublisherWorker#wake()}. Must not
	 * block.
	 */
	long delayNanos();

	/**
	 * Produces and publishes one or more values. May block until the last subscription
	 * ends.
	 * @throws CameraException if there are no values; every subscription ends with it
	 * @throws InterruptedException if interrupted; the worker continues while there is a
	 * subscriber
	 */
	void produce() throws CameraException, InterruptedException;

	/** Releases what producing needs, when the last subscription has ended. */
	default void rest() {
		// Most producers hold no resources.
	}

	/**
	 * Makes a blocking {@link #produce()} return because the last subscription has ended.
	 * May come on any thread, more than once, and just after a new subscription. A
	 * producer with short waits need not implement it.
	 */
	default void unsubscribed() {
		// Most producers notice it by themselves.
	}

}
