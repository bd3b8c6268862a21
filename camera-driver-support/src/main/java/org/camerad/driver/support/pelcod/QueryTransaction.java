package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The one question that is open, and the search for its answer in what comes in. The
 * head's silence is usual; it holds nothing up. One thread listens; any may ask.
 */
final class QueryTransaction {

	private static final Duration ANSWER_WAIT = Duration.ofMillis(500);

	private static final Duration LISTEN = Duration.ofMillis(10);

	private static final int MOST_STALE_READS = 64;

	private final PelcoDReader reader = new PelcoDReader(this::isAwaited);

	private final byte[] incoming = new byte[64];

	private @Nullable PendingQuery question;

	private long answerDue = FrameSchedule.NEVER;

	/** Opens a question; the one before, if nobody has answered it, is given up. */
	synchronized CompletableFuture<Integer> open(LineCommand command, PelcoDCommand reply) {
		giveUp("another question was asked");
		PendingQuery next = new PendingQuery(command, reply, new CompletableFuture<>());
		this.question = next;
		return next.answer();
	}

	synchronized void giveUp(String reason) {
		PendingQuery asked = this.question;
		this.question = null;
		this.answerDue = FrameSchedule.NEVER;
		if (asked != null) {
			asked.answer().completeExceptionally(new IOException(reason));
		}
	}

	synchronized boolean isAbout(LineCommand command) {
		PendingQuery asked = this.question;
		return asked != null && asked.command() == command;
	}

	synchronized boolean isListening() {
		return this.question != null && this.answerDue != FrameSchedule.NEVER;
	}

	/** A question has gone out, unless it has been given up meanwhile. */
	synchronized void asked(LineCommand command, long now) {
		if (isAbout(command)) {
			this.answerDue = now + ANSWER_WAIT.toNanos();
		}
	}

	/**
	 * Throws late answers and noise away; a line that babbles is not awaited.
	 * @throws IOException when the line is gone
	 */
	void discardStale(ByteLine line) throws IOException {
		this.reader.reset();
		int reads = 0;
		while (reads < MOST_STALE_READS && line.read(this.incoming, Duration.ZERO) > 0) {
			reads++;
		}
	}

	/** Listens for a moment. */
	void listen(ByteLine line, long now) throws IOException {
		int count = line.read(this.incoming, LISTEN);
		synchronized (this) {
			for (int at = 0; at < count; at++) {
				this.reader.read(this.incoming[at]).ifPresent(this::answer);
			}
			if (now > this.answerDue) {
				giveUp("the head does not answer");
			}
		}
	}

	private boolean isAwaited(PelcoDFrame frame) {
		PendingQuery asked = this.question;
		return asked != null && asked.isAnsweredBy(frame);
	}

	private void answer(PelcoDFrame frame) {
		PendingQuery asked = this.question;
		if (asked != null) {
			this.question = null;
			this.answerDue = FrameSchedule.NEVER;
			asked.answer().complete(frame.value());
		}
	}

}
