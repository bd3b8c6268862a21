package org.camerad.onvif;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.Role;
import org.camerad.operation.CameraMeters;
import org.camerad.session.Ticker;
import org.camerad.thread.SharedTimer;
import org.camerad.user.Account;
import org.camerad.user.UserListener;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions to the events of one camera. Without subscriptions it listens to
 * nothing. A subscription ends with its time, its user, or a reset of the camera, and
 * when there are too many: then the one that was unused for the longest time ends.
 * Thread-safe.
 */
public final class EventSubscriptions implements UserListener, ResetListener, AutoCloseable {

	static final int MAX_PER_USER = 32;

	static final int MAX = 128;

	private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

	private static final int ID_BITS = 64;

	/** A source of events, which works while there are subscriptions. */
	interface Source {

		/** Starts to publish events. Called with the subscriptions locked. */
		void start();

		/** Returns the states of all properties. Called with the subscriptions locked. */
		List<EventMessage> states();

		/** Stops. Called with the subscriptions locked. */
		void stop();

	}

	private final Ticker ticker;

	private final SecureRandom random = new SecureRandom();

	private final Map<String, EventSubscription> byId = new LinkedHashMap<>();

	private @Nullable Source source;

	/** Null while there are no subscriptions. */
	private @Nullable Future<?> sweep;

	private boolean closed;

	/** Creates a camera's subscriptions, none at first. */
	public EventSubscriptions(Ticker ticker, CameraMeters meters) {
		this.ticker = ticker;
		meters.gauge("camera.onvif.subscriptions", this, EventSubscriptions::count);
	}

	/** Sets the source of the events, before the first subscription. */
	synchronized void setSource(Source events) {
		this.source = events;
	}

	private synchronized int count() {
		return this.byId.size();
	}

	/** Returns whether there is a subscription. */
	synchronized boolean areThere() {
		return !this.byId.isEmpty();
	}

	/**
	 * Adds a subscription. Its first events are the states of the selected properties.
	 * @param time the time after which it ends
	 */
	synchronized EventSubscription add(String user, Set<EventTopic> topics, boolean changedOnly, Duration time) {
		endOldest((subscription) -> subscription.user().equals(user), MAX_PER_USER);
		endOldest((subscription) -> true, MAX);
		EventSubscription added = new EventSubscription(newId(), user, topics, changedOnly, time, this.ticker);
		this.byId.put(added.id(), added);
		start();
		if (!changedOnly) {
			synchronize(added);
		}
		if (this.closed) {
			end((subscription) -> true);
		}
		return added;
	}

	private String newId() {
		return String.format("%016x", new BigInteger(ID_BITS, this.random));
	}

	private void start() {
		if (this.sweep == null && this.source != null) {
			this.source.start();
			this.sweep = SharedTimer.repeat(SWEEP_INTERVAL, () -> end(EventSubscription::isExpired));
		}
	}

	/** Ends the least recently used subscription if there is no place for one more. */
	private void endOldest(Predicate<EventSubscription> which, int max) {
		List<EventSubscription> all = this.byId.values().stream().filter(which).toList();
		if (all.size() >= max) {
			EventSubscription oldest = all.stream()
				.max(Comparator.comparingLong(EventSubscription::unusedNanos))
				.orElseThrow();
			end((subscription) -> subscription == oldest);
		}
	}

	/**
	 * Returns a subscription that a user may use, otherwise empty.
	 * @param id its name in its address
	 */
	synchronized Optional<EventSubscription> find(String id, Account account) {
		return Optional.ofNullable(this.byId.get(id))
			.filter((subscription) -> !subscription.isExpired())
			.filter((subscription) -> subscription.user().equals(account.name())
					|| account.role() == Role.ADMINISTRATOR);
	}

	/** Tells a subscriber the states of all properties. */
	synchronized void synchronize(EventSubscription subscription) {
		if (this.source != null) {
			subscription.offer(this.source.states().stream().map(EventMessage::initialized).toList());
		}
	}

	/** Tells all subscribers simultaneous events. */
	synchronized void publish(List<EventMessage> messages) {
		this.byId.values().forEach((subscription) -> subscription.offer(messages));
	}

	/** Ends subscriptions. */
	synchronized void end(Predicate<EventSubscription> which) {
		List<EventSubscription> ending = this.byId.values().stream().filter(which).toList();
		ending.forEach((subscription) -> {
			this.byId.remove(subscription.id());
			subscription.end();
		});
		if (this.byId.isEmpty() && this.sweep != null) {
			this.sweep.cancel(false);
			this.sweep = null;
			if (this.source != null) {
				this.source.stop();
			}
		}
	}

	@Override
	public void onUserChanged(String name, boolean deleted) {
		end((subscription) -> subscription.user().equals(name));
	}

	@Override
	public void onReset(Reset reset, AfterResponse afterResponse) {
		end((subscription) -> true);
	}

	/** Ends all subscriptions, before the web server waits for its requests. */
	@Override
	public synchronized void close() {
		this.closed = true;
		end((subscription) -> true);
	}

}
