package org.camerad.driver.support.motion;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.camerad.driver.MotionEvent;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's place: the newest event that it has not had yet. Its subscriber is
 * called by one thread at a time, and never with the lock held.
 */
final class MotionSubscription implements Flow.Subscription {

	private final Flow.Subscriber<? super MotionEvent> subscriber;

	private final Executor executor;

	private final Consumer<MotionSubscription> ended;

	private @Nullable MotionEvent newest;

	private @Nullable Throwable failure;

	private long demand;

	private boolean started;

	private boolean running;

	private boolean completing;

	private boolean cancelled;

	MotionSubscription(Flow.Subscriber<? super MotionEvent> subscriber, Executor executor,
			Consumer<MotionSubscription> ended) {
		this.subscriber = subscriber;
		this.executor = executor;
		this.ended = ended;
	}

	/** Tells the subscriber of its subscription; events follow when it asks for them. */
	void start() {
		try {
			this.subscriber.onSubscribe(this);
		}
		catch (RuntimeException ex) {
			cancel();
			throw ex;
		}
		synchronized (this) {
			this.started = true;
		}
		run();
	}

	synchronized void publish(MotionEvent event) {
		this.newest = event;
		run();
	}

	synchronized void complete() {
		this.completing = true;
		run();
	}

	synchronized void fail(Throwable cause) {
		this.newest = null;
		this.failure = cause;
		run();
	}

	@Override
	public synchronized void request(long count) {
		if (count <= 0) {
			fail(new IllegalArgumentException("not a number of events: " + count));
			return;
		}
		this.demand = (this.demand + count < 0) ? Long.MAX_VALUE : this.demand + count;
		run();
	}

	@Override
	public void cancel() {
		synchronized (this) {
			this.cancelled = true;
			this.newest = null;
		}
		this.ended.accept(this);
	}

	private synchronized void run() {
		if (this.running || !this.started || !hasWork()) {
			return;
		}
		this.running = true;
		try {
			this.executor.execute(this::deliver);
		}
		catch (RejectedExecutionException ex) {
			// The executor has been shut down, so nobody is to be told anything any more.
			this.running = false;
			this.cancelled = true;
		}
	}

	private boolean hasWork() {
		boolean event = this.newest != null && this.demand > 0;
		return !this.cancelled && (event || this.failure != null || this.completing);
	}

	private void deliver() {
		try {
			while (deliverOne()) {
				Thread.onSpinWait();
			}
		}
		catch (RuntimeException ex) {
			// The rules of Flow: a subscriber that throws is cancelled.
			cancel();
			throw ex;
		}
	}

	private boolean deliverOne() {
		MotionEvent event;
		Throwable cause;
		synchronized (this) {
			if (!hasWork()) {
				this.running = false;
				return false;
			}
			event = (this.demand > 0) ? this.newest : null;
			cause = this.failure;
			this.newest = null;
			this.demand -= (event != null) ? 1 : 0;
		}
		if (event != null) {
			this.subscriber.onNext(event);
			return true;
		}
		end(cause);
		return false;
	}

	private void end(@Nullable Throwable cause) {
		cancel();
		if (cause != null) {
			this.subscriber.onError(cause);
		}
		else {
			this.subscriber.onComplete();
		}
	}

}
