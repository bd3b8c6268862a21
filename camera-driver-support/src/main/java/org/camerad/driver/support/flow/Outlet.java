package org.camerad.driver.support.flow;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One subscriber and what it has requested. It holds at most one value, the newest, until
 * that is requested. Signals come one at a time, whatever the threads (rule 1.3 of
 * Reactive Streams). Any thread.
 *
 * @param <T> what is published
 */
public class Outlet<T> implements Flow.Subscription {

	private final Flow.Subscriber<? super T> subscriber;

	private final Consumer<? super Outlet<T>> onRequest;

	private final Consumer<? super Outlet<T>> onEnd;

	/** What is to be signalled; one from the start, so that nothing precedes open. */
	private final AtomicInteger signals = new AtomicInteger(1);

	private long demand;

	private boolean ended;

	private @Nullable T newest;

	private @Nullable Throwable failure;

	/**
	 * @param onRequest called when values have been requested
	 * @param onEnd called once, when nothing more will be delivered
	 */
	public Outlet(Flow.Subscriber<? super T> subscriber, Consumer<? super Outlet<T>> onRequest,
			Consumer<? super Outlet<T>> onEnd) {
		this.subscriber = Objects.requireNonNull(subscriber);
		this.onRequest = onRequest;
		this.onEnd = onEnd;
	}

	/** Hands the subscriber its subscription; nothing else is signalled before. */
	public final void open() {
		try {
			this.subscriber.onSubscribe(this);
		}
		catch (RuntimeException ex) {
			cancel();
			throw ex;
		}
		drainOn();
	}

	/** Whether a value would be delivered at once. */
	public final synchronized boolean wants() {
		return this.demand > 0 && !this.ended && this.failure == null;
	}

	/**
	 * Whether a value offered now would be delivered, and in place of none that waits.
	 * Where each value needs the one before it, one that finds no room is a gap.
	 */
	public final synchronized boolean hasRoom() {
		return wants() && this.newest == null;
	}

	/** Delivers the value at once, or keeps it, the newest, until it is requested. */
	public final void offer(T value) {
		synchronized (this) {
			this.newest = value;
		}
		drain();
	}

	/** Ends the subscription with {@code onError}. */
	public final void fail(Throwable reason) {
		synchronized (this) {
			this.failure = (this.failure != null) ? this.failure : reason;
		}
		drain();
	}

	@Override
	public final void request(long count) {
		if (count <= 0) {
			fail(new IllegalArgumentException("a positive number must be requested, not " + count));
			return;
		}
		boolean waits;
		synchronized (this) {
			this.demand = (this.demand + count < 0) ? Long.MAX_VALUE : this.demand + count;
			waits = this.newest != null;
		}
		// Only then: whoever offers a value now is to deliver it, not to find this thread
		// at it, which may be held up for longer than until the next value.
		if (waits) {
			drain();
		}
		this.onRequest.accept(this);
	}

	@Override
	public final void cancel() {
		synchronized (this) {
			if (this.ended) {
				return;
			}
			this.ended = true;
			this.newest = null;
		}
		this.onEnd.accept(this);
	}

	private void drain() {
		if (this.signals.getAndIncrement() == 0) {
			drainOn();
		}
	}

	private void drainOn() {
		int seen;
		do {
			seen = this.signals.get();
			signal();
		}
		while (!this.signals.compareAndSet(seen, 0));
	}

	private void signal() {
		Throwable reason = takeFailure();
		if (reason != null) {
			this.subscriber.onError(reason);
			return;
		}
		T value = takeValue();
		if (value != null) {
			deliver(value);
		}
	}

	private void deliver(T value) {
		try {
			this.subscriber.onNext(value);
		}
		catch (RuntimeException ex) {
			// A subscriber that throws has broken the rules; it must not hurt the others.
			System.getLogger(Outlet.class.getName()).log(System.Logger.Level.ERROR, "A subscriber failed", ex);
			cancel();
		}
	}

	private @Nullable Throwable takeFailure() {
		synchronized (this) {
			if (this.failure == null || this.ended) {
				return null;
			}
		}
		cancel();
		return this.failure;
	}

	private synchronized @Nullable T takeValue() {
		if (this.demand == 0 || this.ended) {
			return null;
		}
		T value = this.newest;
		if (value != null) {
			this.newest = null;
			this.demand = (this.demand == Long.MAX_VALUE) ? this.demand : this.demand - 1;
		}
		return value;
	}

}
