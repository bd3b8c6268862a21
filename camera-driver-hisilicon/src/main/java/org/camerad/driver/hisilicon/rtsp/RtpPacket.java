package org.camerad.driver.hisilicon.rtsp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An RTP packet (RFC 3550).
 *
 * @param sequence the sequence number, 16 bits
 * @param time the timestamp, 32 bits
 * @param marker whether the packet ends an access unit
 * @param payload the payload
 */
record RtpPacket(int sequence, int time, boolean marker, byte[] payload) {

	private static final int HEADER_BYTES = 12;

	/** Parses a packet; empty if the bytes are not an RTP packet. */
	static Optional<RtpPacket> parse(byte[] data) {
		if (data.length < HEADER_BYTES || (data[0] & 0xc0) != 0x80) {
			return Optional.empty();
		}
		ByteBuffer buffer = ByteBuffer.wrap(data);
		int start = HEADER_BYTES + 4 * (data[0] & 0x0f);
		if ((data[0] & 0x10) != 0 && data.length >= start + 4) {
			start += 4 + 4 * (buffer.getShort(start + 2) & 0xffff);
		}
		int end = data.length - (((data[0] & 0x20) != 0) ? data[data.length - 1] & 0xff : 0);
		return (start > end) ? Optional.empty() : Optional.of(new RtpPacket(buffer.getShort(2) & 0xffff,
				buffer.getInt(4), (data[1] & 0x80) != 0, Arrays.copyOfRange(data, start, end)));
	}

}
