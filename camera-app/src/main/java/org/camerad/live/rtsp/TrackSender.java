package org.camerad.live.rtsp;

import java.time.Instant;

import io.netty.buffer.ByteBuf;
import org.camerad.live.LiveTraffic.Protocol;
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

	/** Added to the shared sequence numbers, so that this client's have no gap. */
	private int sequenceOffset;

	private int nextSequence;

	private int lastTimestamp;

	private long packets;

	private long octets;

	TrackSender(Listener listener) {
		this.listener = listener;
	}

	/** A listener to what a sender does. */
	interface Listener {

		/**
		 * Called before the first frame is sent.
		 * @param sequence the sequence number of the frame's first packet, 0 to 65535
		 * @param timestamp the frame's RTP time, 0 to 2<sup>32</sup> - 1
		 */
		void onFirstFrame(TrackSender sender, int sequence, long timestamp);

		/**
		 * Returns the date and time for the sender report of a moment.
		 * @param nanos a {@link System#nanoTime()}
		 */
		Instant wallClock(long nanos);

		/** Called when the track has ended. */
		void onEnd(String reason);

		/** Called when a frame has been sent or dropped. */
		void onFrame(TrackSender sender, int bytes, boolean sent);

	}

	Listener listener() {
		return this.listener;
	}

	boolean isStarted() {
		return this.started;
	}

	/** Returns the number of packets sent. */
	long packets() {
		return this.packets;
	}

	/** Returns the number of payload bytes sent. */
	long octets() {
		return this.octets;
	}

	/**
	 * Waits for the next start frame, as a new sender does. The sequence numbers go on
	 * (RFC 2326 appendix B).
	 */
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
		this.waitingForStart = this.waitingForStart ? !(start && pending == 0 && isNewer(frame))
				: pending >= maxPending || isFull();
		if (this.waitingForStart) {
			if (this.started) {
				this.listener.onFrame(this, frame.size(), false);
			}
			return;
		}
		boolean first = !this.started;
		if (first && this.packets > 0) {
			this.sequenceOffset = (this.nextSequence - frame.sequence()) & 0xffff;
		}
		this.started = true;
		count(frame);
		if (first) {
			this.listener.onFirstFrame(this, (frame.sequence() + this.sequenceOffset) & 0xffff, frame.timestamp());
		}
		this.listener.onFrame(this, frame.size(), true);
		send(frame, this.sequenceOffset);
	}

	/**
	 * Returns whether a frame is later than the frames before a pause. A source that has
	 * restarted can deliver the same moment again.
	 */
	private boolean isNewer(RtpFrame frame) {
		return this.started || this.packets == 0 || (int) frame.timestamp() - this.lastTimestamp > 0;
	}

	private void count(RtpFrame frame) {
		this.packets += frame.packetCount();
		this.octets += frame.payloadSize();
		this.lastTimestamp = (int) frame.timestamp();
		this.nextSequence = frame.sequence() + frame.packetCount() + this.sequenceOffset;
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

	/**
	 * Sends a frame.
	 * @param sequenceOffset added to the sequence numbers
	 */
	abstract void send(RtpFrame frame, int sequenceOffset);

	/** Sends an RTCP packet and releases it. */
	abstract void sendControl(ByteBuf packet);

	/** Returns the protocol, for metrics. */
	abstract Protocol protocol();

	/** Returns the value of the {@code Transport} header. */
	abstract String transportHeader();

}
