package org.camerad.driver.support.ntp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A client for RFC 4330 (SNTP, version 4). The transmit timestamp is random: only a host
 * that has seen the request can respond to it, and the time of this host is not
 * disclosed. Thread-safe.
 */
public final class SntpClient {

	private static final SecureRandom random = new SecureRandom();

	private static final int LENGTH = 48;

	private static final int ORIGINATE = 24;

	private static final int RECEIVE = 32;

	private static final int TRANSMIT = 40;

	/** Version 4, mode 3 (client). */
	private static final byte CLIENT = 0x23;

	private static final int SERVER_MODE = 4;

	private static final int UNSYNCHRONISED = 3;

	/** Seconds from 1900 to 1970. */
	private static final long EPOCH = 2_208_988_800L;

	private SntpClient() {
	}

	/**
	 * Sends one request and blocks until the response comes. Closing the socket ends the
	 * wait.
	 * @param socket a socket for this call alone; it is connected, so that responses from
	 * other addresses are dropped
	 * @param server the address of the server
	 * @param timeLimit the timeout, at least one millisecond
	 * @param host the clock with which the response is compared
	 * @return the response
	 * @throws SocketTimeoutException if no response to this request comes in time
	 * @throws ProtocolException if the server responds without a time
	 * @throws IOException if the socket fails or is closed
	 */
	public static Response ask(DatagramSocket socket, InetSocketAddress server, Duration timeLimit, Clock host)
			throws IOException {
		long nonce = random.nextLong() | 1;
		byte[] request = ByteBuffer.allocate(LENGTH).put(0, CLIENT).putLong(TRANSMIT, nonce).array();
		socket.connect(server);
		Instant sentAt = host.instant();
		long begun = System.nanoTime();
		socket.send(new DatagramPacket(request, LENGTH));
		ByteBuffer response = await(socket, nonce, begun + timeLimit.toNanos());
		return read(response, sentAt, Duration.ofNanos(System.nanoTime() - begun));
	}

	private static ByteBuffer await(DatagramSocket socket, long nonce, long deadline) throws IOException {
		byte[] bytes = new byte[512];
		boolean strange = false;
		long left = deadline - System.nanoTime();
		while (left > 0) {
			DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
			socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
			try {
				socket.receive(packet);
			}
			catch (SocketTimeoutException ex) {
				break;
			}
			ByteBuffer response = ByteBuffer.wrap(bytes, 0, packet.getLength());
			if (isResponse(response, nonce)) {
				return response;
			}
			strange = true;
			left = deadline - System.nanoTime();
		}
		throw new SocketTimeoutException(strange ? "only responses to other requests came" : "no response");
	}

	private static boolean isResponse(ByteBuffer response, long nonce) {
		return response.limit() >= LENGTH && (response.get(0) & 7) == SERVER_MODE
				&& response.getLong(ORIGINATE) == nonce;
	}

	private static Response read(ByteBuffer response, Instant sentAt, Duration roundTrip) throws ProtocolException {
		int stratum = response.get(1) & 0xff;
		if (stratum == 0) {
			byte[] code = new byte[4];
			response.get(12, code);
			throw new ProtocolException("the server denies service: " + printable(code));
		}
		if (stratum > 15 || (response.get(0) >> 6 & 3) == UNSYNCHRONISED || response.getLong(TRANSMIT) == 0) {
			throw new ProtocolException("its clock is not set (stratum " + stratum + ")");
		}
		Duration there = Duration.between(sentAt, instant(response.getLong(RECEIVE)));
		Duration back = Duration.between(sentAt.plus(roundTrip), instant(response.getLong(TRANSMIT)));
		return new Response(there.plus(back).dividedBy(2), stratum);
	}

	/**
	 * Returns the time of a timestamp. The first bit distinguishes 1968 to 2036 from the
	 * time after (RFC 4330, 3).
	 */
	private static Instant instant(long timestamp) {
		long seconds = timestamp >>> 32;
		long era = (seconds & 0x8000_0000L) != 0 ? 0 : 1L << 32;
		long nanos = (timestamp & 0xffff_ffffL) * 1_000_000_000L >>> 32;
		return Instant.ofEpochSecond(seconds + era - EPOCH, nanos);
	}

	private static String printable(byte[] code) {
		return new String(code, StandardCharsets.ISO_8859_1).replaceAll("[^A-Z0-9]", "?");
	}

	/**
	 * The response of a server.
	 *
	 * @param ahead the offset of the server's clock from the host's; negative if it is
	 * behind
	 * @param stratum the distance from a reference clock, 1 to 15
	 */
	public record Response(Duration ahead, int stratum) {
	}

}
