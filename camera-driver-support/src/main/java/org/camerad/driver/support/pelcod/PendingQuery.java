package org.camerad.driver.support.pelcod;

import java.util.concurrent.CompletableFuture;

/**
 * A query and the answer that somebody waits for.
 *
 * @param command the query
 * @param reply what the answer must be
 * @param answer completed with the answer's value
 */
record PendingQuery(LineCommand command, PelcoDCommand reply, CompletableFuture<Integer> answer) {

	/** Takes a frame that came in; an echo of our own or another's is no answer. */
	boolean isAnsweredBy(PelcoDFrame frame) {
		return frame.address() == this.command.frame().address() && this.reply.matches(frame);
	}

}
