package org.camerad.live.rtp;

import io.netty.buffer.ByteBuf;

/**
 * The packets of one access unit, picture or piece of audio, each behind its interleaving
 * header (RFC 2326 section 10.12), in one buffer that all viewers share. Whoever made it
 * releases it.
 */
public final class RtpFrame {

	/** The interleaving header: a dollar sign, the channel, and the length. */
	static final int PREFIX_BYTES = 4;

	private final ByteBuf bytes;

	private final int[] starts;

	private final int channel;

	private final int sequence;

	private final int timestamp;

	/**
	 * @param bytes the packets; owned by the frame
	 * @param starts where each packet's interleaving header begins
	 * @param channel the channel in the interleaving headers
	 * @param sequence the first packet's sequence number
	 * @param timestamp the packets' RTP time
	 */
	RtpFrame(ByteBuf bytes, int[] starts, int channel, int sequence, int timestamp) {
		this.bytes = bytes;
		this.starts = starts;
		this.channel = channel;
		this.sequence = sequence;
		this.timestamp = timestamp;
	}

	/** How many packets there are. */
	public int packetCount() {
		return this.starts.length;
	}

	/** How many bytes there are, interleaving headers included. */
	public int size() {
		return this.bytes.readableBytes();
	}

	/** The first packet's sequence number, 0 to 65535. */
	public int sequence() {
		return this.sequence;
	}

	/** The packets' RTP time. */
	public long timestamp() {
		return this.timestamp & 0xffffffffL;
	}

	/** All packets as one interleaved piece, which the receiver releases. */
	public ByteBuf interleaved(int wantedChannel) {
		if (wantedChannel == this.channel) {
			return this.bytes.retainedDuplicate();
		}
		ByteBuf copy = this.bytes.copy();
		for (int start : this.starts) {
			copy.setByte(start + 1, wantedChannel);
		}
		return copy;
	}

	/** One packet without its interleaving header, which the receiver releases. */
	public ByteBuf packet(int index) {
		int start = this.starts[index] + PREFIX_BYTES;
		int end = (index + 1 < this.starts.length) ? this.starts[index + 1] : this.bytes.writerIndex();
		return this.bytes.retainedSlice(start, end - start);
	}

	/** Holds the frame for longer than the one who made it does. */
	public RtpFrame retain() {
		this.bytes.retain();
		return this;
	}

	/** Whether nobody holds it any more. */
	public boolean isReleased() {
		return this.bytes.refCnt() == 0;
	}

	public void release() {
		this.bytes.release();
	}

}
