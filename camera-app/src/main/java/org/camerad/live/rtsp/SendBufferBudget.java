package org.camerad.live.rtsp;

import java.util.ArrayDeque;
import java.util.Deque;

import org.camerad.live.rtp.RtpFrame;

/**
 * What all viewers together have not taken yet. When that is too much, the slow ones go,
 * so that they cannot take the memory of the others. Belongs to the event loop.
 */
final class SendBufferBudget {

	private final long most;

	private final Runnable relief;

	private final Deque<RtpFrame> held = new ArrayDeque<>();

	/**
	 * @param most bytes
	 * @param relief lets go of slow viewers
	 */
	SendBufferBudget(long most, Runnable relief) {
		this.most = most;
		this.relief = relief;
	}

	void add(RtpFrame frame) {
		this.held.removeIf(RtpFrame::isReleased);
		this.held.add(frame);
		if (bytes() > this.most) {
			this.relief.run();
		}
	}

	long bytes() {
		return this.held.stream().filter((frame) -> !frame.isReleased()).mapToLong(RtpFrame::size).sum();
	}

}
