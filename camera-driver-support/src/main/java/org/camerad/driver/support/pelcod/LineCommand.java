package org.camerad.driver.support.pelcod;

import java.util.concurrent.CompletableFuture;

/**
 * A frame on its way to the line, and who waits for it.
 *
 * @param frame what is sent
 * @param sent completed when it has gone out, or never will
 */
record LineCommand(PelcoDFrame frame, CompletableFuture<Void> sent) {

	static LineCommand of(PelcoDFrame frame) {
		return new LineCommand(frame, new CompletableFuture<>());
	}

	boolean isPresetCall() {
		return PelcoDCommand.GO_TO_PRESET.matches(this.frame);
	}

	void done() {
		this.sent.complete(null);
	}

	void fail(Exception cause) {
		this.sent.completeExceptionally(cause);
	}

}
