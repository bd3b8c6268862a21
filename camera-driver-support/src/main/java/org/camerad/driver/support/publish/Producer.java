package org.camerad.driver.support.publish;

import org.camerad.driver.CameraException;

/**
 * A producer of values that works while somebody is subscribed. All methods but
 * {@link #unsubscribed()} are called on the worker's thread, without a lock.
 */
public interface Producer {

	/** The delay while there is nothing to do until the worker is woken. */
	long NEVER = Long.MAX_VALUE;

	/**
	 * Returns the time until {@link #produce()} is due in nanoseconds: 0 or less for at
	 * once, {@link #NEVER} for not before a change. It is called again after each change
	 * of subscriptions or requests and each {@link PublisherWorker#wake()}. Does not
	 * block.
	 */
	long delayNanos();

	/**
	 * Produces and publishes. It may make one value, or continue until nobody is
	 * subscribed.
	 * @throws CameraException if there are no values: every subscription ends with it
	 * @throws InterruptedException if interrupted; the worker goes on while somebody is
	 * subscribed
	 */
	void produce() throws CameraException, InterruptedException;

	/** Releases what producing needs: nobody is subscribed. */
	default void rest() {
		// Most hold nothing.
	}

	/**
	 * Makes a {@link #produce()} that blocks return: the last subscription has ended.
	 * Called on any thread, perhaps again, perhaps when somebody has just subscribed. A
	 * producer whose waits are short need not do anything.
	 */
	default void unsubscribed() {
		// Most notice by themselves.
	}

}
