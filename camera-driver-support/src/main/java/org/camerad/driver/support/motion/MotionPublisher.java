package org.camerad.driver.support.motion;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

import org.camerad.driver.MotionEvent;

/**
 * Carries motion events to subscribers. Each gets the present state first and then what
 * changes; one that asks for events more slowly than they come gets the newest, and never
 * holds up the others or the detector: there is one event of memory a subscriber. Events
 * reach one subscriber one at a time, on the executor's threads.
 */
public final class MotionPublisher implements Flow.Publisher<MotionEvent>, AutoCloseable {

	/** How many may subscribe at a time; more are refused through {@code onError}. */
	public static final int MOST_SUBSCRIBERS = 256;

	private final Executor executor;

	private final Set<MotionSubscription> subscriptions = ConcurrentHashMap.newKeySet();

	private MotionEvent present;

	private boolean closed;

	/**
	 * A publisher that begins with a state.
	 * @param executor who runs the subscribers
	 * @param present the present state, usually without motion
	 */
	public MotionPublisher(Executor executor, MotionEvent present) {
		this.executor = executor;
		this.present = present;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super MotionEvent> subscriber) {
		Objects.requireNonNull(subscriber, "subscriber");
		MotionSubscription subscription = new MotionSubscription(subscriber, this.executor, this.subscriptions::remove);
		synchronized (this) {
			subscription.publish(this.present);
			if (this.closed) {
				subscription.complete();
			}
			else if (this.subscriptions.size() >= MOST_SUBSCRIBERS) {
				subscription.fail(new IllegalStateException("too many subscribers"));
			}
			else {
				this.subscriptions.add(subscription);
			}
		}
		subscription.start();
	}

	/** Publishes an event, which is the present state from now on. Returns at once. */
	public synchronized void publish(MotionEvent event) {
		this.present = event;
		this.subscriptions.forEach((subscription) -> subscription.publish(event));
	}

	/** Completes every subscription, and each that comes later after its first event. */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.subscriptions.forEach(MotionSubscription::complete);
		this.subscriptions.clear();
	}

}
