package org.camerad.driver.support.pelcod;

import java.util.concurrent.CompletableFuture;

/**
 * A frame to be sent, with the future of its sender.
 *
 * @param frame the frame
 * @param sent completed when the frame is sent or dropped
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
