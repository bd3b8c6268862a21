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
	 * The content of a sender report.
	 *
	 * @param ssrc identifies the stream
	 * @param wallClock the date and time of the report
	 * @param timestamp the stream's RTP time at that time
	 * @param packets the number of packets sent
	 * @param octets the number of payload bytes sent, without headers
	 */
	public record Report(long ssrc, Instant wallClock, int timestamp, long packets, long octets) {
	}

	/** Returns a sender report, which the caller releases. */
	public static ByteBuf report(Report content) {
		ByteBuf packet = Unpooled.buffer(64);
		packet.writeByte(0x80).writeByte(SENDER_REPORT).writeShort(6).writeInt((int) content.ssrc());
		packet.writeInt((int) (content.wallClock().getEpochSecond() + NTP_EPOCH));
		packet.writeInt((int) (((long) content.wallClock().getNano() << 32) / 1_000_000_000L));
		packet.writeInt(content.timestamp()).writeInt((int) content.packets()).writeInt((int) content.octets());
		return describe(packet, content.ssrc());
	}

	/** Returns a sender report with a BYE packet, which the caller releases. */
	public static ByteBuf bye(Report content) {
		ByteBuf packet = report(content);
		return packet.writeByte(0x81).writeByte(BYE).writeShort(1).writeInt((int) content.ssrc());
	}

	/** Appends the source description that each compound packet needs. */
	private static ByteBuf describe(ByteBuf packet, long ssrc) {
		int padded = (4 + 2 + NAME.length + 4) / 4 * 4;
		packet.writeByte(0x81).writeByte(SOURCE_DESCRIPTION).writeShort(padded / 4).writeInt((int) ssrc);
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
