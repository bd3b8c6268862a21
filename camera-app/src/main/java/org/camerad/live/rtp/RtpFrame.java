package org.camerad.live.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The RTP packets of one access unit, picture or audio frame in one buffer that all
 * clients share. Each packet follows its interleaving header (RFC 2326 section 10.12).
 * The creator releases the frame.
 */
public final class RtpFrame {

	/** The length of the interleaving header: dollar sign, channel and packet length. */
	static final int PREFIX_BYTES = 4;

	private final ByteBuf bytes;

	private final int[] starts;

	private final int channel;

	private final int sequence;

	private final int timestamp;

	/**
	 * Creates a frame.
	 * @param bytes the packets; owned by the frame
	 * @param starts the offset of each packet's interleaving header
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

	/** Returns the number of packets. */
	public int packetCount() {
		return this.starts.length;
	}

	/** Returns the number of bytes, including the interleaving headers. */
	public int size() {
		return this.bytes.readableBytes();
	}

	/** Returns the first packet's sequence number, 0 to 65535. */
	public int sequence() {
		return this.sequence;
	}

	/** Returns the RTP time of the packets, 0 to 2<sup>32</sup> - 1. */
	public long timestamp() {
		return this.timestamp & 0xffffffffL;
	}

	/** Returns the number of payload bytes, without headers. */
	public int payloadSize() {
		return size() - packetCount() * (PREFIX_BYTES + RtpWriter.HEADER_BYTES);
	}

	/**
	 * Returns all packets with their interleaving headers. The caller releases them. The
	 * payload is shared, whatever a client's channel and sequence numbers are.
	 * @param wantedChannel the interleaving channel, 0 to 255
	 * @param sequenceOffset added to the sequence numbers
	 */
	public ByteBuf interleaved(int wantedChannel, int sequenceOffset) {
		if (wantedChannel == this.channel && sequenceOffset == 0) {
			return this.bytes.retainedDuplicate();
		}
		int headerBytes = PREFIX_BYTES + RtpWriter.HEADER_BYTES;
		ByteBuf headers = ByteBufAllocator.DEFAULT.directBuffer(headerBytes * packetCount());
		CompositeByteBuf packets = Unpooled.compositeBuffer(2 * packetCount());
		for (int i = 0; i < packetCount(); i++) {
			headers.writeByte('$').writeByte(wantedChannel).writeShort(this.bytes.getShort(this.starts[i] + 2));
			writeHeader(headers, i, sequenceOffset);
			packets.addComponent(true, headers.readRetainedSlice(headerBytes));
			packets.addComponent(true, payload(i));
		}
		headers.release();
		return packets;
	}

	/**
	 * Returns one packet without its interleaving header. The caller releases it.
	 * @param index 0 to {@link #packetCount()} - 1
	 * @param sequenceOffset added to the sequence number
	 */
	public ByteBuf packet(int index, int sequenceOffset) {
		if (sequenceOffset == 0) {
			int start = this.starts[index] + PREFIX_BYTES;
			return this.bytes.retainedSlice(start, end(index) - start);
		}
		ByteBuf header = ByteBufAllocator.DEFAULT.directBuffer(RtpWriter.HEADER_BYTES);
		writeHeader(header, index, sequenceOffset);
		return Unpooled.wrappedBuffer(header, payload(index));
	}

	private void writeHeader(ByteBuf out, int index, int sequenceOffset) {
		int start = this.starts[index] + PREFIX_BYTES;
		out.writeShort(this.bytes.getShort(start)).writeShort(this.bytes.getShort(start + 2) + sequenceOffset);
		out.writeLong(this.bytes.getLong(start + 4));
	}

	private ByteBuf payload(int index) {
		int start = this.starts[index] + PREFIX_BYTES + RtpWriter.HEADER_BYTES;
		return this.bytes.retainedSlice(start, end(index) - start);
	}

	private int end(int index) {
		return (index + 1 < this.starts.length) ? this.starts[index + 1] : this.bytes.writerIndex();
	}

	/** Adds a reference, which the caller releases. */
	public RtpFrame retain() {
		this.bytes.retain();
		return this;
	}

	/** Returns whether all references have been released. */
	public boolean isReleased() {
		return this.bytes.refCnt() == 0;
	}

	public void release() {
		this.bytes.release();
	}

}
