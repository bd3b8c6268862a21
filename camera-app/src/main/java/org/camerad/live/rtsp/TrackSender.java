package org.camerad.live.rtsp;

import io.netty.buffer.ByteBuf;
import org.camerad.live.rtp.RtpFrame;

/**
 * One track's way to one viewer. A viewer that does not take what is sent misses pieces,
 * up to the next one with which it can begin again. Belongs to the event loop.
 */
abstract class TrackSender {

	private final Listener listener;

	private boolean waitingForStart = true;

	private boolean started;

	private boolean open = true;

	TrackSender(Listener listener) {
		this.listener = listener;
	}

	/** Whose way it is. */
	interface Listener {

		/** The first piece is about to be sent. */
		void onFirstFrame(TrackSender sender, RtpFrame frame);

		/** Nothing more comes. */
		void onEnd(String reason);

		/** A piece was sent, or could not be. */
		void onFrame(int bytes, boolean sent);

	}

	Listener listener() {
		return this.listener;
	}

	boolean isStarted() {
		return this.started;
	}

	/** Begins anew, with the next piece to begin with. */
	void restart() {
		this.started = false;
		this.waitingForStart = true;
	}

	/**
	 * A piece of media is there.
	 * @param start whether a viewer can begin with it
	 * @param maxPending how many pieces may wait
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

	/** How many pieces the other side has not taken. */
	abstract int pending();

	/** Whether too many bytes wait. */
	abstract boolean isFull();

	/** An answer has been sent the same way. */
	void delayNext() {
		// Datagrams go their own way.
	}

	abstract void send(RtpFrame frame);

	/** Sends an RTCP packet, which this releases. */
	abstract void sendControl(ByteBuf packet);

	/** How the {@code Transport} header describes it. */
	abstract String transportHeader();

}
