package org.camerad.driver.support.publish;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The subscription of one subscriber. At most one value is pending, the newest. Signals
 * come one at a time on the thread that offers, requests or fails (rule 1.3 of Reactive
 * Streams). No lock is held while the subscriber runs. Thread-safe.
 * <p>
 * An offer only makes a value pending, so it can be made under the publisher's lock.
 * {@link #deliver()} signals the value outside that lock.
 *
 * @param <T> the type of the values
 */
final class LatestValueSubscription<T> implements Flow.Subscription {

	private static final Logger logger = System.getLogger(LatestValueSubscription.class.getName());

	private final Flow.Subscriber<? super T> subscriber;

	private final Runnable onRequest;

	private final Consumer<? super LatestValueSubscription<T>> onEnd;

	/** True initially, so that no signal precedes {@link #open()}. */
	private boolean signalling = true;

	private long demand;

	private boolean ended;

	private boolean following;

	private long lastNumber = Long.MIN_VALUE;

	private @Nullable T pending;

	private @Nullable Throwable failure;

	/**
	 * Creates a subscription that signals nothing before {@link #open()}.
	 * @param onRequest called after each valid request
	 * @param onEnd called once, before {@code onError} or after a cancellation
	 */
	LatestValueSubscription(Flow.Subscriber<? super T> subscriber, Runnable onRequest,
			Consumer<? super LatestValueSubscription<T>> onEnd) {
		this.subscriber = Objects.requireNonNull(subscriber);
		this.onRequest = onRequest;
		this.onEnd = onEnd;
	}

	/**
	 * Signals {@code onSubscribe}, then the pending value.
	 * @throws RuntimeException if the subscriber throws it; the subscription has ended
	 */
	void open() {
		try {
			this.subscriber.onSubscribe(this);
		}
		catch (RuntimeException | Error ex) {
			cancel();
			throw ex;
		}
		signalFrom(next());
	}

	/** Returns whether the subscription has neither ended nor failed. */
	synchronized boolean isOpen() {
		return !this.ended && this.failure == null;
	}

	/** Returns whether the subscriber has requested more than it has received. */
	synchronized boolean hasDemand() {
		return this.demand > 0 && isOpen();
	}

	/**
	 * Returns whether the subscriber has demand and was offered no value with this or a
	 * greater number.
	 */
	synchronized boolean hasDemandFor(long number) {
		return number > this.lastNumber && hasDemand();
	}

	/**
	 * Returns whether the subscriber has received every value since a start point.
	 */
	synchronized boolean isFollowing() {
		return this.following;
	}

	/** Replaces the pending value, to be delivered on request. */
	synchronized void offerLatest(T value) {
		if (isOpen()) {
			this.pending = value;
		}
	}

	/**
	 * Replaces the pending value if there is demand and the number is greater than the
	 * last.
	 */
	synchronized void offerNumbered(T value, long number) {
		if (hasDemandFor(number)) {
			this.lastNumber = number;
			this.pending = value;
		}
	}

	/**
	 * Makes the value pending if there is demand and no other value is pending. Otherwise
	 * there is a gap, after which only a start point is accepted.
	 */
	synchronized void offerInSequence(T value, boolean startPoint) {
		this.following = (this.following || startPoint) && this.pending == null && hasDemand();
		if (this.following) {
			this.pending = value;
		}
	}

	/**
	 * Signals the pending value, unless another thread is signalling, which then does it.
	 */
	void deliver() {
		signalFrom(nextIfIdle());
	}

	/** Ends the subscription with {@code onError}. Later failures are ignored. */
	void fail(Throwable reason) {
		synchronized (this) {
			this.failure = (this.failure != null) ? this.failure : reason;
		}
		deliver();
	}

	@Override
	public void request(long count) {
		if (count <= 0) {
			fail(new IllegalArgumentException("a positive number must be requested, not " + count));
			return;
		}
		synchronized (this) {
			this.demand = (this.demand + count < 0) ? Long.MAX_VALUE : this.demand + count;
		}
		deliver();
		this.onRequest.run();
	}

	@Override
	public void cancel() {
		synchronized (this) {
			if (this.ended) {
				return;
			}
			end();
		}
		this.onEnd.accept(this);
	}

	private void signalFrom(@Nullable Runnable first) {
		for (Runnable signal = first; signal != null; signal = next()) {
			try {
				signal.run();
			}
			catch (RuntimeException | Error ex) {
				// A subscriber that throws violates rule 2.13; it must not affect the
				// others.
				logger.log(Level.ERROR, "a subscriber has thrown; its subscription is cancelled", ex);
				cancel();
			}
		}
	}

	private synchronized @Nullable Runnable nextIfIdle() {
		return this.signalling ? null : next();
	}

	/**
	 * Returns the next signal. Without one, other threads may signal from now on.
	 */
	private synchronized @Nullable Runnable next() {
		Runnable signal = take();
		this.signalling = signal != null;
		return signal;
	}

	private @Nullable Runnable take() {
		Throwable reason = this.failure;
		T value = this.pending;
		if (this.ended) {
			return null;
		}
		if (reason != null) {
			end();
			return () -> {
				this.onEnd.accept(this);
				this.subscriber.onError(reason);
			};
		}
		if (value == null || this.demand == 0) {
			return null;
		}
		this.pending = null;
		this.demand--;
		return () -> this.subscriber.onNext(value);
	}

	private void end() {
		this.ended = true;
		this.pending = null;
	}

}
