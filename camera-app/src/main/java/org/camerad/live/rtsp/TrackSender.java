package org.camerad.live.rtsp;

import io.netty.buffer.ByteBuf;
import org.camerad.live.rtp.RtpFrame;

/**
 * One track's way to one viewer. A viewer that does not take what is sent misses pieces,
 * up to the next one with which it can begin again. Belongs to the event loop.
 */
abstract class TrackSender {

	private final Viewer viewer;

	private boolean waiting = true;

	private boolean started;

	private boolean open = true;

	TrackSender(Viewer viewer) {
		this.viewer = viewer;
	}

	/** Whose way it is. */
	interface Viewer {

		/** The first piece is about to be sent. */
		void begins(TrackSender sink, RtpFrame frame);

		/** Nothing more comes. */
		void over(String reason);

		/** A piece was sent, or could not be. */
		void count(int bytes, boolean sent);

	}

	Viewer viewer() {
		return this.viewer;
	}

	boolean isStarted() {
		return this.started;
	}

	/** Begins anew, with the next piece to begin with. */
	void restart() {
		this.started = false;
		this.waiting = true;
	}

	/**
	 * A piece of media is there.
	 * @param start whether a viewer can begin with it
	 * @param depth how many pieces may wait
	 */
	final void frame(RtpFrame frame, boolean start, int depth) {
		if (!this.open) {
			return;
		}
		int pending = pending();
		this.waiting = this.waiting ? !(start && pending == 0) : pending >= depth || isFull();
		if (this.waiting) {
			if (this.started) {
				this.viewer.count(frame.size(), false);
			}
			return;
		}
		if (!this.started) {
			this.started = true;
			this.viewer.begins(this, frame);
		}
		this.viewer.count(frame.size(), true);
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
	void pause() {
		// Datagrams go their own way.
	}

	abstract void send(RtpFrame frame);

	/** Sends an RTCP packet, which this releases. */
	abstract void control(ByteBuf packet);

	/** How the {@code Transport} header describes it. */
	abstract String transport();

}
