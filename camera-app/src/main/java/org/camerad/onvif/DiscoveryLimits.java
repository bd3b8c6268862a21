package org.camerad.onvif;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.LongSupplier;

import org.camerad.limit.LruMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of answers to probes: 10 a second for one address, 100 that wait for one
 * address and 2048 for all, and one for each message. The tables are bounded.
 * Thread-safe.
 */
final class DiscoveryLimits {

	static final int MAX_PER_SECOND = 10;

	private static final long SECOND = 1_000_000_000;

	private static final int MAX_DESTINATIONS = 256;

	private static final int MAX_MESSAGES = 1024;

	/** A client that probes many cameras waits for them no longer than this takes. */
	private static final int MAX_WAITING_PER_ADDRESS = 100;

	private static final int MAX_WAITING = 2048;

	/** Longer than any sender repeats a message. */
	private static final long REPEAT_TIMEOUT = 60 * SECOND;

	private final Map<InetAddress, Destination> destinations = new LruMap<>(MAX_DESTINATIONS);

	private final Map<Message, Long> messages = new LruMap<>(MAX_MESSAGES);

	private final LongSupplier ticker;

	private int waiting;

	/**
	 * Creates limits that nothing has reached.
	 * @param ticker returns nanoseconds of a monotonic clock
	 */
	DiscoveryLimits(LongSupplier ticker) {
		this.ticker = ticker;
	}

	private record Message(InetSocketAddress sender, String id) {
	}

	/** The answers to one address. */
	private static final class Destination {

		/** The times of the last answers, in a ring; null for none. */
		private final @Nullable Long[] sent = new Long[MAX_PER_SECOND];

		private int next;

		private int waiting;

		/** Returns the number of answers in the last second. */
		int recent(long now) {
			int recent = 0;
			for (Long time : this.sent) {
				recent += (time != null && now - time < SECOND) ? 1 : 0;
			}
			return recent;
		}

	}

	/** Returns whether an address may get an answer now. */
	synchronized boolean admits(InetAddress address) {
		Destination destination = this.destinations.get(address);
		return this.waiting < MAX_WAITING && (destination == null
				|| destination.waiting + destination.recent(this.ticker.getAsLong()) < MAX_PER_SECOND);
	}

	/** Returns whether a message is new, and remembers it. */
	synchronized boolean isNew(InetSocketAddress sender, String id) {
		long now = this.ticker.getAsLong();
		Long before = this.messages.put(new Message(sender, id), now);
		return before == null || now - before > REPEAT_TIMEOUT;
	}

	/**
	 * Counts an answer that waits for its time.
	 * @return false when too many wait
	 */
	synchronized boolean addWaiting(InetAddress address) {
		Destination destination = this.destinations.computeIfAbsent(address, (key) -> new Destination());
		if (this.waiting >= MAX_WAITING || destination.waiting >= MAX_WAITING_PER_ADDRESS) {
			return false;
		}
		this.waiting++;
		destination.waiting++;
		return true;
	}

	/**
	 * Counts an answer whose time has come.
	 * @return the nanoseconds that it must wait longer, 0 to send it now
	 */
	synchronized long takeWaiting(InetAddress address) {
		Destination destination = this.destinations.computeIfAbsent(address, (key) -> new Destination());
		long now = this.ticker.getAsLong();
		Long oldest = destination.sent[destination.next];
		if (oldest != null && now - oldest < SECOND) {
			return SECOND - (now - oldest);
		}
		destination.sent[destination.next] = now;
		destination.next = (destination.next + 1) % MAX_PER_SECOND;
		destination.waiting = Math.max(0, destination.waiting - 1);
		this.waiting--;
		return 0;
	}

}
