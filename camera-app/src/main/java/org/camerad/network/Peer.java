package org.camerad.network;

/**
 * The client at the other end of one connection, and the time it takes to send headers.
 * Used by one thread at a time.
 */
final class Peer {

	private final String group;

	private final boolean counted;

	private long headerStartNanos;

	private boolean sendsHeader;

	/**
	 * Creates the client of a new connection.
	 * @param group the group of its address
	 * @param counted whether the connection counts for that group
	 */
	Peer(String group, boolean counted) {
		this.group = group;
		this.counted = counted;
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

	/** Returns the time in milliseconds since the header began. */
	long headerMillis() {
		return this.sendsHeader ? (System.nanoTime() - this.headerStartNanos) / 1_000_000 : 0;
	}

}
