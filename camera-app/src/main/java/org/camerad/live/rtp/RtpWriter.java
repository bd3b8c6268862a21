package org.camerad.live.rtp;

import java.security.SecureRandom;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A writer of one RTP stream, with its SSRC, sequence numbers and timestamps (RFC 3550
 * section 5.1). Not thread-safe.
 */
public final class RtpWriter {

	/**
	 * The maximum packet length. With the UDP and IPv6 headers, it fits into an Ethernet
	 * frame.
	 */
	static final int MAX_PACKET_BYTES = 1400;

	/** The length of the fixed RTP header. */
	static final int HEADER_BYTES = 12;

	/** The maximum payload of a packet. */
	static final int MAX_PAYLOAD_BYTES = MAX_PACKET_BYTES - HEADER_BYTES;

	private static final int VERSION = 0x80;

	private static final int MARKER = 0x80;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final int channel;

	private final int ssrc = RANDOM.nextInt();

	private final int timeBase = RANDOM.nextInt();

	private short sequence = (short) RANDOM.nextInt();

	private MediaFormat format;

	private ByteBuf bytes = io.netty.buffer.Unpooled.EMPTY_BUFFER;

	private int[] starts = new int[16];

	private int count;

	private int timestamp;

	/**
	 * Creates a stream with a random SSRC.
	 * @param channel the interleaving channel that most clients use
	 * @param format the format of the media
	 */
	public RtpWriter(int channel, MediaFormat format) {
		this.channel = channel;
		this.format = format;
	}

	/** Sets the format of the following frames. SSRC and sequence numbers go on. */
	public void setFormat(MediaFormat next) {
		this.format = next;
	}

	public MediaFormat format() {
		return this.format;
	}

	/** Returns the SSRC, which identifies the stream. */
	public long ssrc() {
		return this.ssrc & 0xffffffffL;
	}

	/** Returns the RTP time of a {@link System#nanoTime()}. */
	public int timestamp(long timeNanos) {
		long seconds = Math.floorDiv(timeNanos, 1_000_000_000L);
		long rest = Math.floorMod(timeNanos, 1_000_000_000L);
		return this.timeBase
				+ (int) (seconds * this.format.clockRate() + rest * this.format.clockRate() / 1_000_000_000L);
	}

	/**
	 * Writes the packets of one frame, which the caller releases.
	 * @param data one access unit, picture or audio frame
	 * @param timestamp its RTP time
	 */
	public RtpFrame frame(byte[] data, int timestamp) {
		this.count = 0;
		this.timestamp = timestamp;
		int first = this.sequence & 0xffff;
		int packets = data.length / (MAX_PAYLOAD_BYTES - 256) + 4;
		this.bytes = ByteBufAllocator.DEFAULT
			.directBuffer(data.length + packets * (RtpFrame.PREFIX_BYTES + HEADER_BYTES + 8));
		try {
			this.format.packetizer().write(data, this);
			return new RtpFrame(this.bytes, Arrays.copyOf(this.starts, this.count), this.channel, first, timestamp);
		}
		catch (RuntimeException ex) {
			this.bytes.release();
			throw ex;
		}
		finally {
			this.bytes = io.netty.buffer.Unpooled.EMPTY_BUFFER;
		}
	}

	/** Advances the RTP time of the packets that follow. */
	void advance(int units) {
		this.timestamp += units;
	}

	/** Starts a packet and returns the buffer for its payload. */
	ByteBuf begin() {
		if (this.count == this.starts.length) {
			this.starts = Arrays.copyOf(this.starts, 2 * this.count);
		}
		this.starts[this.count++] = this.bytes.writerIndex();
		this.bytes.writeByte('$').writeByte(this.channel).writeShort(0);
		this.bytes.writeByte(VERSION).writeByte(this.format.payloadType()).writeShort(this.sequence++);
		return this.bytes.writeInt(this.timestamp).writeInt(this.ssrc);
	}

	/**
	 * Completes a packet.
	 * @param marker whether it is the last one of its access unit or picture
	 */
	void end(boolean marker) {
		int start = this.starts[this.count - 1];
		int length = this.bytes.writerIndex() - start - RtpFrame.PREFIX_BYTES;
		this.bytes.setShort(start + 2, length);
		if (marker) {
			this.bytes.setByte(start + RtpFrame.PREFIX_BYTES + 1, MARKER | this.format.payloadType());
		}
	}

}
