package org.camerad.driver.pi.flow;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * One subscriber and what it has requested. What it has not requested yet is kept up to a
 * limit; beyond it, all that is kept is dropped, and delivery goes on from the next value
 * with which it can begin. Signals come one at a time, whatever the threads (rule 1.3 of
 * Reactive Streams).
 *
 * @param <T> what is published
 */
final class Outlet<T> implements Flow.Subscription {

	private final Flow.Subscriber<? super T> subscriber;

	private final Predicate<T> begins;

	private final int most;

	private final Runnable onRequest;

	private final Consumer<? super Outlet<T>> onEnd;

	/** What is to be signalled; one from the start, so that nothing precedes open. */
	private final AtomicInteger signals = new AtomicInteger(1);

	private final Queue<T> kept = new ArrayDeque<>();

	private boolean following;

	private long demand;

	private boolean ended;

	private @Nullable Throwable failure;

	/**
	 * @param begins whether delivery may begin, or go on after a gap, with a value
	 * @param most how many values are kept for a slow subscriber
	 * @param onRequest called when values have been requested
	 * @param onEnd called once, when nothing more will be delivered
	 */
	Outlet(Flow.Subscriber<? super T> subscriber, Predicate<T> begins, int most, Runnable onRequest,
			Consumer<? super Outlet<T>> onEnd) {
		this.subscriber = Objects.requireNonNull(subscriber);
		this.begins = begins;
		this.most = most;
		this.onRequest = onRequest;
		this.onEnd = onEnd;
	}

	/** Hands the subscriber its subscription; nothing else is signalled before. */
	void open() {
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
	synchronized boolean wants() {
		return this.demand > 0 && !this.ended && this.failure == null;
	}

	void offer(T value) {
		synchronized (this) {
			if (this.kept.size() >= this.most) {
				this.kept.clear();
				this.following = false;
			}
			this.following = this.following || this.begins.test(value);
			if (this.following) {
				this.kept.add(value);
			}
		}
		drain();
	}

	void fail(Throwable reason) {
		synchronized (this) {
			this.failure = (this.failure != null) ? this.failure : reason;
		}
		drain();
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
		drain();
		this.onRequest.run();
	}

	@Override
	public void cancel() {
		synchronized (this) {
			if (this.ended) {
				return;
			}
			this.ended = true;
			this.kept.clear();
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
		for (T value = takeValue(); value != null; value = takeValue()) {
			deliver(value);
		}
	}

	private void deliver(T value) {
		try {
			this.subscriber.onNext(value);
		}
		catch (RuntimeException ex) {
			// A subscriber that throws has broken the rules; it must not hurt the others.
			System.getLogger(Outlet.class.getName()).log(Level.ERROR, "A subscriber failed", ex);
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
		if (this.demand == 0 || this.ended || this.failure != null) {
			return null;
		}
		T value = this.kept.poll();
		if (value != null) {
			this.demand = (this.demand == Long.MAX_VALUE) ? this.demand : this.demand - 1;
		}
		return value;
	}

}
