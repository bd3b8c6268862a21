package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The pending query and the search for its response in the received bytes. A missing
 * response is normal and delays nothing else. One thread reads; any thread may open a
 * query.
 */
final class QueryTransaction {

	private static final Duration RESPONSE_TIMEOUT = Duration.ofMillis(500);

	private static final Duration READ_TIMEOUT = Duration.ofMillis(10);

	private static final int MAX_STALE_READS = 64;

	private final PelcoDReader reader = new PelcoDReader(this::isExpected);

	private final byte[] incoming = new byte[64];

	private @Nullable PendingQuery pending;

	private long responseDue = FrameSchedule.NEVER;

	/** Opens a query. A former query without a response is cancelled. */
	synchronized CompletableFuture<Integer> open(LineCommand command, PelcoDCommand reply) {
		cancel("a newer query has replaced this one");
		PendingQuery next = new PendingQuery(command, reply, new CompletableFuture<>());
		this.pending = next;
		return next.response();
	}

	synchronized void cancel(String reason) {
		PendingQuery query = this.pending;
		this.pending = null;
		this.responseDue = FrameSchedule.NEVER;
		if (query != null) {
			query.response().completeExceptionally(new IOException(reason));
		}
	}

	synchronized boolean isFor(LineCommand command) {
		PendingQuery query = this.pending;
		return query != null && query.command() == command;
	}

	synchronized boolean isAwaitingResponse() {
		return this.pending != null && this.responseDue != FrameSchedule.NEVER;
	}

	/**
	 * Starts the response timeout of a query that has been sent, unless it was cancelled.
	 */
	synchronized void sent(LineCommand command, long now) {
		if (isFor(command)) {
			this.responseDue = now + RESPONSE_TIMEOUT.toNanos();
		}
	}

	/**
	 * Drops late responses and noise. A line that sends continuously does not block this.
	 * @throws IOException if the line is lost
	 */
	void discardStale(ByteLine line) throws IOException {
		this.reader.reset();
		int reads = 0;
		while (reads < MAX_STALE_READS && line.read(this.incoming, Duration.ZERO) > 0) {
			reads++;
		}
	}

	/**
	 * Reads for up to 10 ms and completes or cancels the query.
	 * @throws IOException if the line is lost
	 */
	void receive(ByteLine line, long now) throws IOException {
		int count = line.read(this.incoming, READ_TIMEOUT);
		synchronized (this) {
			for (int at = 0; at < count; at++) {
				this.reader.read(this.incoming[at]).ifPresent(this::complete);
			}
			if (now > this.responseDue) {
				cancel("the PTZ head does not respond to the query");
			}
		}
	}

	private boolean isExpected(PelcoDFrame frame) {
		PendingQuery query = this.pending;
		return query != null && query.isResponse(frame);
	}

	private void complete(PelcoDFrame frame) {
		PendingQuery query = this.pending;
		if (query != null) {
			this.pending = null;
			this.responseDue = FrameSchedule.NEVER;
			query.response().complete(frame.value());
		}
	}

}
