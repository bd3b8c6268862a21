package org.camerad.driver.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber that records what it receives and detects violations of Reactive Streams.
 *
 * @param <T> the type of the values
 */
public class RecordingSubscriber<T> implements Flow.Subscriber<T> {

	private final BlockingQueue<T> values = new LinkedBlockingQueue<>();

	private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

	private final AtomicInteger signalling = new AtomicInteger();

	private volatile @Nullable String broken;

	/** Returns a subscriber that has subscribed and requested everything. */
	public static <T> RecordingSubscriber<T> of(Flow.Publisher<T> publisher) throws Exception {
		RecordingSubscriber<T> recorder = new RecordingSubscriber<>();
		publisher.subscribe(recorder);
		recorder.request(Long.MAX_VALUE);
		return recorder;
	}

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

	public void request(long count) throws Exception {
		this.subscription.get(30, TimeUnit.SECONDS).request(count);
	}

	public void cancel() throws Exception {
		this.subscription.get(30, TimeUnit.SECONDS).cancel();
	}

	/** Returns the next value; fails if none comes. */
	public T next() throws InterruptedException {
		T value = this.values.poll(60, TimeUnit.SECONDS);
		assertThat(value).as("a value that was requested (ended: " + this.end + ")").isNotNull();
		return value;
	}

	/** Returns the next {@code count} values. */
	public List<T> take(int count) throws InterruptedException {
		List<T> taken = new ArrayList<>();
		while (taken.size() < count) {
			taken.add(next());
		}
		return taken;
	}

	/** Returns the first of the next 100 values that matches. */
	public T first(Predicate<T> wanted) throws InterruptedException {
		for (int i = 0; i < 100; i++) {
			T value = next();
			if (wanted.test(value)) {
				return value;
			}
		}
		throw new AssertionError("none of the next hundred");
	}

	/**
	 * Drops the values received so far and those in progress: the next value began after
	 * this call. Usable only while values keep coming.
	 */
	public void skipPending() throws InterruptedException {
		while (waiting() > 0) {
			next();
		}
		next();
	}

	/** Returns the number of values that were received and not taken. */
	public int waiting() {
		return this.values.size();
	}

	/** Returns the error that ends the subscription; fails if none comes. */
	public Throwable error() throws Exception {
		Throwable reason = this.end.get(60, TimeUnit.SECONDS);
		assertThat(reason).as("an end by onError").isNotNull();
		return reason;
	}

	public void assertRulesKept() {
		assertThat(this.broken).isNull();
	}

	private void finish(@Nullable Throwable reason) {
		if (!this.end.complete(reason)) {
			this.broken = "ended twice";
		}
	}

}
