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
 * A subscriber that keeps what it gets and notices signals that break the rules of
 * Reactive Streams.
 *
 * @param <T> what is published
 */
public class RecordingSubscriber<T> implements Flow.Subscriber<T> {

	private final BlockingQueue<T> values = new LinkedBlockingQueue<>();

	private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

	private final AtomicInteger signalling = new AtomicInteger();

	private volatile @Nullable String broken;

	/** One that has subscribed and requests everything. */
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

	/** The next value, which must come. */
	public T next() throws InterruptedException {
		T value = this.values.poll(60, TimeUnit.SECONDS);
		assertThat(value).as("a value that was requested (ended: " + this.end + ")").isNotNull();
		return value;
	}

	/** So many of the next values. */
	public List<T> take(int count) throws InterruptedException {
		List<T> taken = new ArrayList<>();
		while (taken.size() < count) {
			taken.add(next());
		}
		return taken;
	}

	/** The first of the next hundred values that is as wanted. */
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
	 * Passes over what has come, and over what may have been under way: the next value
	 * was begun after this call. Only while values keep coming.
	 */
	public void passOver() throws InterruptedException {
		while (waiting() > 0) {
			next();
		}
		next();
	}

	/** What has come and was not taken. */
	public int waiting() {
		return this.values.size();
	}

	/** The error that the subscription ends with, which it must. */
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
