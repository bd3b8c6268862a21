package org.camerad.live.rtp;

import java.security.SecureRandom;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Makes the packets of one RTP stream: its source, sequence numbers and times (RFC 3550
 * section 5.1). One thread.
 */
public final class RtpWriter {

	/**
	 * The longest packet: with UDP's and IPv6's headers it fits into an Ethernet frame.
	 */
	static final int MAX_PACKET_BYTES = 1400;

	/** The fixed header. */
	static final int HEADER_BYTES = 12;

	/** What a packet holds at most. */
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

	private long packets;

	private long octets;

	/**
	 * @param channel the interleaving channel that most viewers use
	 */
	public RtpWriter(int channel, MediaFormat format) {
		this.channel = channel;
		this.format = format;
	}

	/**
	 * Goes on with a format that {@link MediaFormat#continuesAs continues} the former.
	 */
	public void continueAs(MediaFormat next) {
		this.format = next;
	}

	public MediaFormat format() {
		return this.format;
	}

	/** SSRC, which names the source. */
	public long ssrc() {
		return this.ssrc & 0xffffffffL;
	}

	/** How many packets were made. */
	public long packetCount() {
		return this.packets;
	}

	/** How many bytes the packets held, without their headers. */
	public long octetCount() {
		return this.octets;
	}

	/** The sequence number of the next packet. */
	public int nextSequence() {
		return this.sequence & 0xffff;
	}

	/** The RTP time of a moment by {@link System#nanoTime()}. */
	public int timestamp(long timeNanos) {
		long seconds = Math.floorDiv(timeNanos, 1_000_000_000L);
		long rest = Math.floorMod(timeNanos, 1_000_000_000L);
		return this.timeBase
				+ (int) (seconds * this.format.clockRate() + rest * this.format.clockRate() / 1_000_000_000L);
	}

	/**
	 * Makes a frame, which the caller releases.
	 * @param at its RTP time
	 */
	public RtpFrame frame(byte[] data, int timestamp) {
		this.count = 0;
		this.timestamp = timestamp;
		int first = nextSequence();
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

	/** Lets the packets that follow be of a later time. */
	void advance(int units) {
		this.timestamp += units;
	}

	/** Begins a packet; its payload is to be written to what this returns. */
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
	 * Ends a packet.
	 * @param marker whether it is the last of its access unit or picture
	 */
	void end(boolean marker) {
		int start = this.starts[this.count - 1];
		int length = this.bytes.writerIndex() - start - RtpFrame.PREFIX_BYTES;
		this.bytes.setShort(start + 2, length);
		if (marker) {
			this.bytes.setByte(start + RtpFrame.PREFIX_BYTES + 1, MARKER | this.format.payloadType());
		}
		this.packets++;
		this.octets += length - HEADER_BYTES;
	}

}
