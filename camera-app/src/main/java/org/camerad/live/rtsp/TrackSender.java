package org.camerad.live.rtsp;

import io.netty.buffer.ByteBuf;
import org.camerad.live.rtp.RtpFrame;

/**
 * A sender of one track to one client. If the client is slow, the sender drops frames up
 * to the next start frame. Confined to the event loop.
 */
abstract class TrackSender {

	private final Listener listener;

	private boolean waitingForStart = true;

	private boolean started;

	private boolean open = true;

	TrackSender(Listener listener) {
		this.listener = listener;
	}

	/** A listener to what a sender does. */
	interface Listener {

		/** Called before the first frame is sent. */
		void onFirstFrame(TrackSender sender, RtpFrame frame);

		/** Called when the track has ended. */
		void onEnd(String reason);

		/** Called when a frame has been sent or dropped. */
		void onFrame(int bytes, boolean sent);

	}

	Listener listener() {
		return this.listener;
	}

	boolean isStarted() {
		return this.started;
	}

	/** Waits for the next start frame, as a new sender does. */
	void restart() {
		this.started = false;
		this.waitingForStart = true;
	}

	/**
	 * Sends or drops a frame.
	 * @param start whether decoding can start at this frame
	 * @param maxPending the maximum number of pending frames
	 */
	final void offer(RtpFrame frame, boolean start, int maxPending) {
		if (!this.open) {
			return;
		}
		int pending = pending();
		this.waitingForStart = this.waitingForStart ? !(start && pending == 0) : pending >= maxPending || isFull();
		if (this.waitingForStart) {
			if (this.started) {
				this.listener.onFrame(frame.size(), false);
			}
			return;
		}
		if (!this.started) {
			this.started = true;
			this.listener.onFirstFrame(this, frame);
		}
		this.listener.onFrame(frame.size(), true);
		send(frame);
	}

	final void close() {
		this.open = false;
	}

	final boolean isOpen() {
		return this.open;
	}

	/** Returns the number of frames that have not been written to the socket. */
	abstract int pending();

	/** Returns whether the limit of pending bytes is reached. */
	abstract boolean isFull();

	/**
	 * Delays the next packets, because a response has been sent on the same connection.
	 */
	void delayNext() {
		// Datagrams do not share a connection with responses.
	}

	abstract void send(RtpFrame frame);

	/** Sends an RTCP packet and releases it. */
	abstract void sendControl(ByteBuf packet);

	/** Returns the value of the {@code Transport} header. */
	abstract String transportHeader();

}
