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

/** A time server on a real UDP port of the loopback, whose answers can be changed. */
public final class FakeTimeServer implements Closeable {

	/** Bytes of a question. */
	private static final int QUESTION = 48;

	private final DatagramSocket socket;

	private final BlockingQueue<ByteBuffer> questions = new LinkedBlockingQueue<>();

	private final Duration ahead;

	private volatile UnaryOperator<ByteBuffer> bend = (answer) -> answer;

	private volatile boolean silent;

	private volatile boolean elsewhere;

	/** Starts one whose clock is that far ahead of the host's. */
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

	/** The questions that have come, raw. */
	public BlockingQueue<ByteBuffer> questions() {
		return this.questions;
	}

	/**
	 * Forgets all questions that have been sent: those that have come, and what was under
	 * way, which is here when a datagram that is sent now is.
	 */
	public void forgetQuestions() throws IOException, InterruptedException {
		byte[] last = new byte[1];
		try (DatagramSocket own = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			own.send(new DatagramPacket(last, last.length, this.socket.getLocalSocketAddress()));
		}
		ByteBuffer question = this.questions.poll(30, TimeUnit.SECONDS);
		while (question != null && question.remaining() != last.length) {
			question = this.questions.poll(30, TimeUnit.SECONDS);
		}
		if (question == null) {
			throw new AssertionError("the server hears nothing");
		}
	}

	/** Changes each answer before it is sent. */
	public void bend(UnaryOperator<ByteBuffer> bend) {
		this.bend = bend;
	}

	public void silent(boolean silent) {
		this.silent = silent;
	}

	/** Answers from another port, as somebody else would. */
	public void answerFromElsewhere() {
		this.elsewhere = true;
	}

	@Override
	public void close() {
		this.socket.close();
	}

	/** Seconds since 1900 and their fraction. */
	public static long timestamp(Instant time) {
		long seconds = time.getEpochSecond() + 2_208_988_800L;
		return seconds << 32 | ((long) time.getNano() << 32) / 1_000_000_000L;
	}

	private void serve() {
		try {
			while (!this.socket.isClosed()) {
				DatagramPacket packet = new DatagramPacket(new byte[100], 100);
				this.socket.receive(packet);
				ByteBuffer question = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
				this.questions.add(question);
				if (!this.silent && question.remaining() == QUESTION) {
					byte[] answer = this.bend.apply(answer(question)).array();
					send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
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

	private void send(DatagramPacket answer) throws IOException {
		if (!this.elsewhere) {
			this.socket.send(answer);
			return;
		}
		try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			other.send(answer);
		}
	}

	private ByteBuffer answer(ByteBuffer question) {
		long now = timestamp(Instant.now().plus(this.ahead));
		return ByteBuffer.allocate(48)
			.put(0, (byte) 0x24)
			.put(1, (byte) 2)
			.putLong(24, question.getLong(40))
			.putLong(32, now)
			.putLong(40, now);
	}

}
