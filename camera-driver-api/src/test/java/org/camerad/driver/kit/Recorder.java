package org.camerad.driver.kit;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber that keeps what it gets and notices signals that break the rules of
 * Reactive Streams.
 *
 * @param <T> what is published
 */
final class Recorder<T> implements Flow.Subscriber<T> {

	private final BlockingQueue<T> values = new LinkedBlockingQueue<>();

	private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

	private final AtomicInteger signalling = new AtomicInteger();

	private volatile @Nullable String broken;

	@Override
	public void onSubscribe(Flow.Subscription given) {
		if (!this.subscription.complete(given)) {
			this.broken = "subscribed twice";
		}
	}

	@Override
	public void onNext(T value) {
		if (this.signalling.getAndIncrement() != 0 || this.end.isDone() || !this.subscription.isDone()) {
			this.broken = "a signal beside another, before the subscription or after the end";
		}
		this.values.add(value);
		this.signalling.decrementAndGet();
	}

	@Override
	public void onError(Throwable reason) {
		finish(reason);
	}

	@Override
	public void onComplete() {
		finish(null);
	}

	void request(long count) throws Exception {
		this.subscription.get(10, TimeUnit.SECONDS).request(count);
	}

	void cancel() throws Exception {
		this.subscription.get(10, TimeUnit.SECONDS).cancel();
	}

	/** The next value, which must come. */
	T next() throws InterruptedException {
		T value = this.values.poll(10, TimeUnit.SECONDS);
		assertThat(value).as("a value that was requested (ended: " + this.end + ")").isNotNull();
		return value;
	}

	/** What has come and was not taken. */
	int waiting() {
		return this.values.size();
	}

	/** The error that the subscription ends with, which it must. */
	Throwable error() throws Exception {
		Throwable reason = this.end.get(10, TimeUnit.SECONDS);
		assertThat(reason).as("an end by onError").isNotNull();
		return reason;
	}

	void assertRulesKept() {
		assertThat(this.broken).isNull();
	}

	private void finish(@Nullable Throwable reason) {
		if (!this.end.complete(reason)) {
			this.broken = "ended twice";
		}
	}

}
