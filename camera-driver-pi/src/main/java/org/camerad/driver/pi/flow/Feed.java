package org.camerad.driver.pi.flow;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.camerad.driver.support.flow.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * Hands values that belong together to all subscribers as they come. Nobody is waited
 * for: whoever is slower than the values misses some, and goes on with the next one that
 * stands by itself. Any thread.
 *
 * @param <T> what is published
 */
public final class Feed<T> implements Flow.Publisher<T> {

	private final Predicate<T> begins;

	private final Runnable onDemand;

	private final Set<Place<T>> places = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Throwable end;

	/**
	 * @param begins whether a value stands by itself
	 * @param onDemand called when subscribers have come, requested or gone
	 */
	public Feed(Predicate<T> begins, Runnable onDemand) {
		this.begins = begins;
		this.onDemand = onDemand;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super T> subscriber) {
		Place<T> place = new Place<>(subscriber, (outlet) -> this.onDemand.run(), this::remove);
		this.places.add(place);
		// After adding: whoever ends the feed ends those that are there.
		Throwable ended = this.end;
		if (ended != null) {
			place.fail(ended);
		}
		this.onDemand.run();
		place.open();
	}

	public boolean hasSubscribers() {
		return !this.places.isEmpty();
	}

	/** Whether somebody has requested more than he got. */
	public boolean isWanted() {
		return this.places.stream().anyMatch(Outlet::wants);
	}

	/** Publishes to everybody who can take it. */
	public void publish(T value) {
		this.places.forEach((place) -> place.publish(value, this.begins.test(value)));
	}

	/** Ends every subscription that there is; others may come. */
	public void end(Throwable reason) {
		List.copyOf(this.places).forEach((place) -> place.fail(reason));
	}

	/** Ends every subscription for good. */
	public void close(Throwable reason) {
		this.end = reason;
		end(reason);
	}

	private void remove(Outlet<T> place) {
		this.places.remove(place);
		this.onDemand.run();
	}

	/**
	 * A subscriber, and whether it has had all values since one that stands by itself.
	 */
	private static final class Place<T> extends Outlet<T> {

		private boolean following;

		Place(Flow.Subscriber<? super T> subscriber, Consumer<? super Outlet<T>> onRequest,
				Consumer<? super Outlet<T>> onEnd) {
			super(subscriber, onRequest, onEnd);
		}

		void publish(T value, boolean begins) {
			synchronized (this) {
				this.following = hasRoom() && (this.following || begins);
				if (!this.following) {
					return;
				}
			}
			offer(value);
		}

	}

}
