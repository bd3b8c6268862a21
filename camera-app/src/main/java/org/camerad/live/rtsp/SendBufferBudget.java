package org.camerad.live.rtsp;

import java.util.ArrayDeque;
import java.util.Deque;

import org.camerad.live.rtp.RtpFrame;

/**
 * A budget for the data that waits for all clients together. When it is exceeded, slow
 * clients are ended, so that they do not use up the memory. Confined to the event loop.
 */
final class SendBufferBudget {

	private final long maxBytes;

	private final Runnable onExceeded;

	private final Deque<RtpFrame> held = new ArrayDeque<>();

	/**
	 * Creates a budget.
	 * @param maxBytes the maximum size of the frames that are held
	 * @param onExceeded ends slow clients
	 */
	SendBufferBudget(long maxBytes, Runnable onExceeded) {
		this.maxBytes = maxBytes;
		this.onExceeded = onExceeded;
	}

	void add(RtpFrame frame) {
		this.held.removeIf(RtpFrame::isReleased);
		this.held.add(frame);
		if (bytes() > this.maxBytes) {
			this.onExceeded.run();
		}
	}

	long bytes() {
		return this.held.stream().filter((frame) -> !frame.isReleased()).mapToLong(RtpFrame::size).sum();
	}

}
