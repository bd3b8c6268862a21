package org.camerad.driver.support.ntp;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A time server on a real UDP port of the loopback interface, whose responses can be
 * modified.
 */
public final class FakeTimeServer implements Closeable {

	/** The length of a request in bytes. */
	private static final int REQUEST_LENGTH = 48;

	private final DatagramSocket socket;

	private final BlockingQueue<ByteBuffer> requests = new LinkedBlockingQueue<>();

	private final Duration ahead;

	private volatile UnaryOperator<ByteBuffer> modification = (response) -> response;

	private volatile boolean silent;

	private volatile boolean elsewhere;

	/** Starts a server whose clock is ahead of the host's. */
	public FakeTimeServer(Duration ahead) throws IOException {
		this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
		this.ahead = ahead;
		Thread thread = new Thread(this::serve, "fake-time-server");
		thread.setDaemon(true);
		thread.start();
	}

	public int port() {
		return this.socket.getLocalPort();
	}

	/** Returns the received requests as raw packets. */
	public BlockingQueue<ByteBuffer> requests() {
		return this.requests;
	}

	/**
	 * Discards all requests that were sent before, including those in transit: when a
	 * datagram sent now has arrived, they have arrived as well.
	 */
	public void discardRequests() throws IOException, InterruptedException {
		byte[] last = new byte[1];
		try (DatagramSocket own = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			own.send(new DatagramPacket(last, last.length, this.socket.getLocalSocketAddress()));
		}
		ByteBuffer request = this.requests.poll(30, TimeUnit.SECONDS);
		while (request != null && request.remaining() != last.length) {
			request = this.requests.poll(30, TimeUnit.SECONDS);
		}
		if (request == null) {
			throw new AssertionError("the server hears nothing");
		}
	}

	/** Modifies each response before it is sent. */
	public void modifyResponses(UnaryOperator<ByteBuffer> modification) {
		this.modification = modification;
	}

	public void silent(boolean silent) {
		this.silent = silent;
	}

	/** Sends responses from another port, as an attacker would. */
	public void respondFromAnotherPort() {
		this.elsewhere = true;
	}

	@Override
	public void close() {
		this.socket.close();
	}

	/** Returns a timestamp: seconds since 1900 and their fraction. */
	public static long timestamp(Instant time) {
		long seconds = time.getEpochSecond() + 2_208_988_800L;
		return seconds << 32 | ((long) time.getNano() << 32) / 1_000_000_000L;
	}

	private void serve() {
		try {
			while (!this.socket.isClosed()) {
				DatagramPacket packet = new DatagramPacket(new byte[100], 100);
				this.socket.receive(packet);
				ByteBuffer request = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
				this.requests.add(request);
				if (!this.silent && request.remaining() == REQUEST_LENGTH) {
					byte[] response = this.modification.apply(response(request)).array();
					send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
				}
			}
		}
		catch (SocketException ex) {
			// close() ends the wait.
			this.silent = true;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void send(DatagramPacket response) throws IOException {
		if (!this.elsewhere) {
			this.socket.send(response);
			return;
		}
		try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			other.send(response);
		}
	}

	private ByteBuffer response(ByteBuffer request) {
		long now = timestamp(Instant.now().plus(this.ahead));
		return ByteBuffer.allocate(48)
			.put(0, (byte) 0x24)
			.put(1, (byte) 2)
			.putLong(24, request.getLong(40))
			.putLong(32, now)
			.putLong(40, now);
	}

}
