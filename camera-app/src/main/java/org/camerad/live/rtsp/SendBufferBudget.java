package org.camerad.live.rtsp;

import java.util.ArrayDeque;
import java.util.Deque;

import org.camerad.live.rtp.RtpFrame;

/**
 * What all viewers together have not taken yet. When that is too much, the slow ones go,
 * so that they cannot take the memory of the others. Belongs to the event loop.
 */
final class SendBufferBudget {

	private final long maxBytes;

	private final Runnable onExceeded;

	private final Deque<RtpFrame> held = new ArrayDeque<>();

	/**
	 * @param maxBytes bytes
	 * @param onExceeded lets go of slow viewers
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
