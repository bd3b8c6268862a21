package org.camerad.driver.pi.flow;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Hands values to all subscribers as they come. Nobody is waited for: whoever is slower
 * than the values misses some. Any thread.
 *
 * @param <T> what is published
 */
public final class Feed<T> implements Flow.Publisher<T> {

	private final Predicate<T> begins;

	private final int most;

	private final Supplier<? extends @Nullable T> present;

	private final Runnable onDemand;

	private final Set<Outlet<T>> outlets = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Throwable end;

	private Feed(Predicate<T> begins, int most, Supplier<? extends @Nullable T> present, Runnable onDemand) {
		this.begins = begins;
		this.most = most;
		this.present = present;
		this.onDemand = onDemand;
	}

	/**
	 * The newest value is kept for whoever has not requested yet, and a new subscriber
	 * gets the present one first.
	 * @param present the present value
	 */
	public static <T> Feed<T> ofState(Supplier<T> present) {
		return new Feed<>((value) -> true, 1, present, () -> {
		});
	}

	/**
	 * Values that belong together from one that begins to the next such one.
	 * @param begins whether a value stands by itself
	 * @param most how many are kept for a slow subscriber
	 * @param onDemand called when subscribers have come, requested or gone
	 */
	public static <T> Feed<T> of(Predicate<T> begins, int most, Runnable onDemand) {
		return new Feed<>(begins, most, () -> null, onDemand);
	}

	@Override
	public void subscribe(Flow.Subscriber<? super T> subscriber) {
		Outlet<T> outlet = new Outlet<>(subscriber, this.begins, this.most, this.onDemand, this::remove);
		T first = this.present.get();
		if (first != null) {
			outlet.offer(first);
		}
		this.outlets.add(outlet);
		// After adding: whoever ends the feed ends those that are there.
		Throwable ended = this.end;
		if (ended != null) {
			outlet.fail(ended);
		}
		this.onDemand.run();
		outlet.open();
	}

	public boolean hasSubscribers() {
		return !this.outlets.isEmpty();
	}

	/** Whether somebody has requested more than he got. */
	public boolean isWanted() {
		return this.outlets.stream().anyMatch(Outlet::wants);
	}

	/** Publishes to everybody, or keeps it for those who are slow. */
	public void publish(T value) {
		this.outlets.forEach((outlet) -> outlet.offer(value));
	}

	/** Publishes to those only who would get it at once. */
	public void publishToWaiting(T value) {
		this.outlets.stream().filter(Outlet::wants).forEach((outlet) -> outlet.offer(value));
	}

	/** Ends every subscription that there is; others may come. */
	public void end(Throwable reason) {
		List.copyOf(this.outlets).forEach((outlet) -> outlet.fail(reason));
	}

	/** Ends every subscription for good. */
	public void close(Throwable reason) {
		this.end = reason;
		end(reason);
	}

	private void remove(Outlet<T> outlet) {
		this.outlets.remove(outlet);
		this.onDemand.run();
	}

}
