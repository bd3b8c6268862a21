package org.camerad.driver.support.publish;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.camerad.driver.CameraException;
import org.jspecify.annotations.Nullable;

/**
 * A publisher that hands each value to all subscribers and waits for none. One value of
 * memory belongs to a subscriber; what a slower one misses is the
 * {@link DeliveryPolicy}'s matter. No lock is held while a subscriber runs. Any thread.
 *
 * @param <T> the published type
 */
public final class SharedPublisher<T> implements Flow.Publisher<T> {

	/**
	 * Subscribers at a time. The subscription of one more ends at once, with UNAVAILABLE.
	 */
	public static final int MAX_SUBSCRIBERS = 256;

	private final DeliveryPolicy<T> delivery;

	private final List<LatestValueSubscription<T>> subscriptions = new CopyOnWriteArrayList<>();

	private final Object lock = new Object();

	private volatile Runnable onChange = () -> {
	};

	private @Nullable CameraException closed;

	/** Creates a publisher without subscribers. */
	public SharedPublisher(DeliveryPolicy<T> delivery) {
		this.delivery = delivery;
	}

	/**
	 * Sets the listener for subscriptions that begin or end and for requests. It is
	 * called on the subscriber's or publishing thread without a lock, and must not block.
	 */
	public void onChange(Runnable listener) {
		this.onChange = listener;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super T> subscriber) {
		subscribe(subscriber, () -> {
		});
	}

	/**
	 * Subscribes, and ends the subscription if the check fails. The check follows the
	 * registration: whoever first makes it fail and then calls {@link #end} leaves no
	 * subscriber behind.
	 */
	public void subscribe(Flow.Subscriber<? super T> subscriber, AdmissionCheck admission) {
		subscribe(subscriber, admission, () -> null);
	}

	/**
	 * Subscribes.
	 * @param first the first value for this subscriber, or null; no value is published
	 * between this call and the registration
	 */
	void subscribe(Flow.Subscriber<? super T> subscriber, AdmissionCheck admission,
			Supplier<? extends @Nullable T> first) {
		LatestValueSubscription<T> subscription = new LatestValueSubscription<>(subscriber, () -> this.onChange.run(),
				this::remove);
		try {
			add(subscription, first);
			admission.check();
			this.onChange.run();
		}
		catch (CameraException ex) {
			subscription.fail(ex);
		}
		catch (RuntimeException | Error ex) {
			this.subscriptions.remove(subscription);
			throw ex;
		}
		subscription.open();
	}

	private void add(LatestValueSubscription<T> subscription, Supplier<? extends @Nullable T> first)
			throws CameraException {
		synchronized (this.lock) {
			if (this.closed != null) {
				throw this.closed;
			}
			if (this.subscriptions.size() >= MAX_SUBSCRIBERS) {
				throw CameraException.unavailable("too many subscribers: the limit is " + MAX_SUBSCRIBERS);
			}
			T value = first.get();
			if (value != null) {
				subscription.offerLatest(value);
			}
			this.subscriptions.add(subscription);
		}
	}

	private void remove(LatestValueSubscription<T> subscription) {
		this.subscriptions.remove(subscription);
		this.onChange.run();
	}

	/** Publishes a value. Subscribers may run on this thread. */
	public void publish(T value) {
		publishFrom(() -> value);
	}

	/**
	 * Publishes what the supplier returns, unless it is null. The supplier runs under the
	 * lock that orders values: its state changes in the order of publication.
	 */
	void publishFrom(Supplier<? extends @Nullable T> supplier) {
		synchronized (this.lock) {
			T value = supplier.get();
			if (value == null) {
				return;
			}
			for (LatestValueSubscription<T> subscription : this.subscriptions) {
				this.delivery.offer(subscription, value);
			}
		}
		this.subscriptions.forEach(LatestValueSubscription::deliver);
	}

	/** Returns whether anybody is subscribed. */
	public boolean isSubscribed() {
		return any(LatestValueSubscription::isOpen);
	}

	/** Returns whether a subscriber has requested more than it got. */
	public boolean hasDemand() {
		return any(LatestValueSubscription::hasDemand);
	}

	/**
	 * Returns whether a subscriber has demand and did not get a value of this or a
	 * greater number. For {@link DeliveryPolicy#numbered numbered} values.
	 */
	public boolean hasDemandFor(long number) {
		return any((subscription) -> subscription.hasDemandFor(number));
	}

	/**
	 * Returns whether a subscriber got every value since a start point, so that it can
	 * use one that depends on the last. For values {@link DeliveryPolicy#inSequence in
	 * sequence}.
	 */
	public boolean isFollowed() {
		return any(LatestValueSubscription::isFollowing);
	}

	private boolean any(Predicate<? super LatestValueSubscription<T>> condition) {
		for (LatestValueSubscription<T> subscription : this.subscriptions) {
			if (condition.test(subscription)) {
				return true;
			}
		}
		return false;
	}

	/** Ends the present subscriptions with {@code onError}. Others may follow. */
	public void end(CameraException reason) {
		this.subscriptions.forEach((subscription) -> subscription.fail(reason));
	}

	/** Ends the present subscriptions and every later one with {@code onError}. */
	public void close(CameraException reason) {
		synchronized (this.lock) {
			this.closed = reason;
		}
		end(reason);
	}

}
