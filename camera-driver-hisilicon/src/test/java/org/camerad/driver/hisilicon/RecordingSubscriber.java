package org.camerad.driver.hisilicon;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A subscriber that requests and records everything.
 *
 * @param <T> the published type
 */
class RecordingSubscriber<T> implements Flow.Subscriber<T> {

	private final BlockingQueue<T> values = new LinkedBlockingQueue<>();

	private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

	private volatile Flow.@Nullable Subscription subscription;

	@Override
	public void onSubscribe(Flow.Subscription upstream) {
		this.subscription = upstream;
		upstream.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(T value) {
		this.values.add(value);
	}

	@Override
	public void onError(Throwable reason) {
		this.failures.add(reason);
	}

	@Override
	public void onComplete() {
		this.failures.add(new AssertionError("completed"));
	}

	void cancel() {
		Flow.Subscription upstream = this.subscription;
		if (upstream != null) {
			upstream.cancel();
		}
	}

	/** Returns the next value; fails if none arrives. */
	T next() throws InterruptedException {
		return nextWhile(() -> {
		});
	}

	/** Returns the next value and repeats an action until it arrives. */
	T nextWhile(Runnable meanwhile) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (System.nanoTime() < deadline) {
			meanwhile.run();
			T value = this.values.poll(100, TimeUnit.MILLISECONDS);
			if (value != null) {
				return value;
			}
		}
		throw new AssertionError("nothing came; ended: " + this.failures);
	}

	/** Returns the failure that ends the subscription; fails if it does not end. */
	Throwable end() throws InterruptedException {
		Throwable reason = this.failures.poll(30, TimeUnit.SECONDS);
		if (reason == null) {
			throw new AssertionError("it is still running");
		}
		return reason;
	}

}
