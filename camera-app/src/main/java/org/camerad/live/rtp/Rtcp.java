package org.camerad.live.rtp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The sender's part of RTCP (RFC 3550 section 6). */
public final class Rtcp {

	private static final int SENDER_REPORT = 200;

	private static final int SOURCE_DESCRIPTION = 202;

	private static final int BYE = 203;

	private static final byte[] NAME = "camerad".getBytes(StandardCharsets.US_ASCII);

	/** Seconds from 1900, the start of NTP time, to 1970. */
	private static final long NTP_EPOCH = 2_208_988_800L;

	private Rtcp() {
	}

	/**
	 * Returns a sender report, which the caller releases.
	 * @param wallClock the date and time of the report
	 * @param timestamp the stream's RTP time at that time
	 */
	public static ByteBuf report(RtpWriter stream, Instant wallClock, int timestamp) {
		ByteBuf packet = Unpooled.buffer(64);
		packet.writeByte(0x80).writeByte(SENDER_REPORT).writeShort(6).writeInt((int) stream.ssrc());
		packet.writeInt((int) (wallClock.getEpochSecond() + NTP_EPOCH));
		packet.writeInt((int) (((long) wallClock.getNano() << 32) / 1_000_000_000L));
		packet.writeInt(timestamp).writeInt((int) stream.packetCount()).writeInt((int) stream.octetCount());
		return describe(packet, stream);
	}

	/**
	 * Returns a sender report with a BYE packet, which the caller releases.
	 * @param wallClock the date and time of the report
	 * @param timestamp the stream's RTP time at that time
	 */
	public static ByteBuf bye(RtpWriter stream, Instant wallClock, int timestamp) {
		ByteBuf packet = report(stream, wallClock, timestamp);
		return packet.writeByte(0x81).writeByte(BYE).writeShort(1).writeInt((int) stream.ssrc());
	}

	/** Appends the source description that each compound packet needs. */
	private static ByteBuf describe(ByteBuf packet, RtpWriter stream) {
		int padded = (4 + 2 + NAME.length + 4) / 4 * 4;
		packet.writeByte(0x81).writeByte(SOURCE_DESCRIPTION).writeShort(padded / 4).writeInt((int) stream.ssrc());
		packet.writeByte(1).writeByte(NAME.length).writeBytes(NAME);
		return packet.writeZero(padded - 4 - 2 - NAME.length);
	}

	/** Returns whether the bytes are an RTCP packet of a type that receivers send. */
	public static boolean isRtcp(ByteBuf packet) {
		return packet.readableBytes() >= 8 && (packet.getByte(packet.readerIndex()) & 0xc0) == 0x80
				&& packet.getUnsignedByte(packet.readerIndex() + 1) >= SENDER_REPORT
				&& packet.getUnsignedByte(packet.readerIndex() + 1) <= 207;
	}

}
