package org.camerad.onvif;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.camerad.session.Ticker;
import org.camerad.thread.SharedTimer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to events: a queue of those that its client has not received. A full
 * queue drops the oldest one. Thread-safe.
 */
final class EventSubscription {

	static final int MAX_QUEUED = 256;

	private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

	/**
	 * The receiver of the events, which takes them when it is told that there are some.
	 */
	interface Receiver {

		/** There are events to take. Returns at once. */
		void onEvents();

		/** The subscription has ended. Returns at once. */
		void onEnd();

	}

	/**
	 * A request that waits for events.
	 *
	 * @param limit the highest number of events in the response
	 * @param response receives the events
	 * @param ended receives that the subscription has ended
	 */
	record Pull(int limit, Consumer<List<EventMessage>> response, Runnable ended) {
	}

	private final String id;

	private final String user;

	private final Set<EventTopic> topics;

	private final boolean changedOnly;

	private final Ticker ticker;

	private final Deque<EventMessage> queue = new ArrayDeque<>();

	private @Nullable Pull waiting;

	private @Nullable Future<?> timer;

	/** Null while nothing pushes the events to the client. */
	private @Nullable Receiver receiver;

	private long endNanos;

	private long usedNanos;

	private boolean ended;

	/**
	 * Creates a subscription.
	 * @param id its name in its address
	 * @param user the name of the user who made it
	 * @param topics the selected topics
	 * @param changedOnly whether the client does not want states repeated at the start
	 */
	EventSubscription(String id, String user, Set<EventTopic> topics, boolean changedOnly, Duration time,
			Ticker ticker) {
		this.id = id;
		this.user = user;
		this.topics = topics;
		this.changedOnly = changedOnly;
		this.ticker = ticker;
		renew(time);
	}

	String id() {
		return this.id;
	}

	String user() {
		return this.user;
	}

	boolean changedOnly() {
		return this.changedOnly;
	}

	/** Returns whether something pushes the events to the client. */
	synchronized boolean isPushed() {
		return this.receiver != null;
	}

	/** Makes something push the events to the client. */
	void pushTo(Receiver pushing) {
		synchronized (this) {
			this.receiver = pushing;
		}
		pushing.onEvents();
	}

	/** Lets the subscription end after a time from now. */
	synchronized void renew(Duration time) {
		this.usedNanos = this.ticker.nanoTime();
		this.endNanos = this.usedNanos + time.toNanos();
	}

	/** Lets the subscription live at least for a time from now. */
	synchronized void extend(Duration time) {
		this.usedNanos = this.ticker.nanoTime();
		this.endNanos = Math.max(this.endNanos, this.usedNanos + time.toNanos());
	}

	/** Returns the time that is left. */
	synchronized Duration left() {
		return Duration.ofNanos(this.endNanos - this.ticker.nanoTime());
	}

	/** Returns whether it has ended; clients know that time in whole seconds. */
	synchronized boolean isExpired() {
		return this.endNanos + GRACE_NANOS - this.ticker.nanoTime() <= 0;
	}

	/** Returns the time since its client has used it, in nanoseconds. */
	synchronized long unusedNanos() {
		return (this.waiting != null) ? 0 : this.ticker.nanoTime() - this.usedNanos;
	}

	/** Adds simultaneous events, as far as they are of selected topics. */
	void offer(List<EventMessage> messages) {
		Receiver pushing;
		synchronized (this) {
			messages.forEach(this::add);
			pushing = this.receiver;
		}
		answerPull();
		if (pushing != null) {
			pushing.onEvents();
		}
	}

	private void add(EventMessage message) {
		if (this.ended || !this.topics.contains(message.topic())) {
			return;
		}
		if (this.queue.size() >= MAX_QUEUED) {
			this.queue.remove();
		}
		this.queue.add(message);
	}

	private void answerPull() {
		Pull pull;
		List<EventMessage> messages;
		synchronized (this) {
			if (this.waiting == null || this.queue.isEmpty()) {
				return;
			}
			pull = this.waiting;
			messages = take(pull.limit());
			endPull();
		}
		pull.response().accept(messages);
	}

	/** Takes the oldest events. */
	synchronized List<EventMessage> take(int limit) {
		List<EventMessage> taken = new ArrayList<>();
		while (taken.size() < limit && !this.queue.isEmpty()) {
			taken.add(this.queue.remove());
		}
		return taken;
	}

	/**
	 * Answers a request as soon as there are events, or without any after a time.
	 * @return false if another request is waiting
	 */
	boolean await(Pull pull, Duration time) {
		synchronized (this) {
			if (this.waiting != null) {
				return false;
			}
			this.waiting = pull;
			this.timer = SharedTimer.later(time, () -> timeOut(pull));
		}
		answerPull();
		if (isEnded()) {
			end();
		}
		return true;
	}

	private synchronized boolean isEnded() {
		return this.ended;
	}

	/** Returns whether a request is waiting. */
	synchronized boolean isAwaited() {
		return this.waiting != null;
	}

	private void timeOut(Pull pull) {
		if (forget(pull)) {
			pull.response().accept(List.of());
		}
	}

	/**
	 * Forgets a request whose client has disconnected.
	 * @return false if it does not wait any more
	 */
	synchronized boolean forget(Pull pull) {
		boolean mine = this.waiting == pull;
		if (mine) {
			endPull();
		}
		return mine;
	}

	private synchronized void endPull() {
		this.waiting = null;
		this.usedNanos = this.ticker.nanoTime();
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

	/** Ends the subscription, and tells those who wait for events. */
	void end() {
		Pull pull;
		Receiver pushing;
		synchronized (this) {
			this.ended = true;
			this.queue.clear();
			pull = this.waiting;
			pushing = this.receiver;
			endPull();
		}
		if (pull != null) {
			pull.ended().run();
		}
		if (pushing != null) {
			pushing.onEnd();
		}
	}

}
