package org.camerad.driver.support.publish;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.camerad.driver.CameraException;
import org.jspecify.annotations.Nullable;

/**
 * A publisher that passes each value to all subscribers and waits for none. It keeps one
 * value for each subscriber; the {@link DeliveryPolicy} decides which values a slow
 * subscriber misses. No lock is held while a subscriber runs. Thread-safe.
 *
 * @param <T> the type of the values
 */
public final class SharedPublisher<T> implements Flow.Publisher<T> {

	/**
	 * The maximum number of subscribers. A further subscription ends at once with
	 * UNAVAILABLE.
	 */
	public static final int MAX_SUBSCRIBERS = 256;

	private final DeliveryPolicy<T> delivery;

	private final List<LatestValueSubscription<T>> subscriptions = new CopyOnWriteArrayList<>();

	private final Object lock = new Object();

	private volatile Runnable onChange = () -> {
	};

	private @Nullable CameraException closed;

	/**
	 * Creates a publisher without subscribers.
	 * @param delivery the rule for slow subscribers
	 */
	public SharedPublisher(DeliveryPolicy<T> delivery) {
		this.delivery = delivery;
	}

	/**
	 * Sets the listener for new and ended subscriptions and for requests. It is called on
	 * the thread of the subscriber or of the publisher, without a lock, and must not
	 * block.
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
	 * Subscribes, and ends the subscription with {@code onError} if the check fails. The
	 * check follows the registration, so code that first makes the check fail and then
	 * calls {@link #end} ends every subscription.
	 * @param subscriber the subscriber
	 * @param admission the check
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

	/** Publishes a value. Subscribers may run on the calling thread. */
	public void publish(T value) {
		publishFrom(() -> value);
	}

	/**
	 * Publishes the value of a supplier, unless it is null. The supplier runs under the
	 * lock that orders values, so its state changes in the order of publication.
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

	/** Returns whether there is a subscriber. */
	public boolean isSubscribed() {
		return any(LatestValueSubscription::isOpen);
	}

	/** Returns whether a subscriber has requested more than it has received. */
	public boolean hasDemand() {
		return any(LatestValueSubscription::hasDemand);
	}

	/**
	 * Returns whether a subscriber has demand and has received no value with this or a
	 * greater number. For {@link DeliveryPolicy#numbered numbered} values.
	 */
	public boolean hasDemandFor(long number) {
		return any((subscription) -> subscription.hasDemandFor(number));
	}

	/**
	 * Returns whether a subscriber has received every value since a start point, so that
	 * it can use a value that depends on the last one. For values
	 * {@link DeliveryPolicy#inSequence in sequence}.
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

	/** Ends the current subscriptions with {@code onError}. New ones may follow. */
	public void end(CameraException reason) {
		this.subscriptions.forEach((subscription) -> subscription.fail(reason));
	}

	/** Ends the current subscriptions and every later one with {@code onError}. */
	public void close(CameraException reason) {
		synchronized (this.lock) {
			this.closed = reason;
		}
		end(reason);
	}

}
