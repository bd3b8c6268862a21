package org.camerad.network;

/**
 * The client at the other end of one connection, and the time it takes to send headers
 * and to read responses. Used by one thread at a time unless stated otherwise.
 */
final class Peer {

	private final String group;

	private final boolean counted;

	private long headerStartNanos;

	private boolean sendsHeader;

	private volatile boolean served;

	private volatile long servedSinceNanos;

	private long stalledSinceNanos;

	/**
	 * Creates the client of a new connection.
	 * @param group the group of its address
	 * @param counted whether the connection counts for that group
	 */
	Peer(String group, boolean counted) {
		this.group = group;
		this.counted = counted;
		this.stalledSinceNanos = System.nanoTime();
	}

	String group() {
		return this.group;
	}

	boolean counted() {
		return this.counted;
	}

	/** Starts the time of the next header, unless it runs already. */
	void beginHeader() {
		if (!this.sendsHeader) {
			this.sendsHeader = true;
			this.headerStartNanos = System.nanoTime();
		}
	}

	/** Ends the time of a header that is complete. */
	void endHeader() {
		this.sendsHeader = false;
	}

	/** Records whether a thread serves a request of this client. */
	void setServed(boolean served) {
		this.servedSinceNanos = System.nanoTime();
		this.served = served;
	}

	/**
	 * Returns for how long, in nanoseconds, a thread has waited for this client to read
	 * its response, as far as earlier calls show. Called by one thread.
	 * @param writes whether a write waits for the client now
	 */
	long stalledNanos(boolean writes, long now) {
		if (!this.served || !writes) {
			this.stalledSinceNanos = now;
		}
		return Math.min(now - this.stalledSinceNanos, now - this.servedSinceNanos);
	}

	/** Returns the time in milliseconds since the header began. */
	long headerMillis() {
		return this.sendsHeader ? (System.nanoTime() - this.headerStartNanos) / 1_000_000 : 0;
	}

}
