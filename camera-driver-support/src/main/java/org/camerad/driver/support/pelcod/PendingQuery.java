package org.camerad.driver.support.pelcod;

import java.util.concurrent.CompletableFuture;

/**
 * A query whose response is pending.
 *
 * @param command the query
 * @param reply the command that the response must have
 * @param response completed with the value of the response
 */
record PendingQuery(LineCommand command, PelcoDCommand reply, CompletableFuture<Integer> response) {

	/**
	 * Returns whether a received frame is the response. An echo of the query and frames
	 * of other heads are not.
	 */
	boolean isResponse(PelcoDFrame frame) {
		return frame.address() == this.command.frame().address() && this.reply.matches(frame);
	}

}
