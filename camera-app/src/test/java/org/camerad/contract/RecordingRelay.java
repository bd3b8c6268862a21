package org.camerad.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A TCP relay that records the bytes between one client and a server. */
final class RecordingRelay implements AutoCloseable {

	private static final int MAX_RECORD_BYTES = 16384 + 256;

	/** Words that a camera's and a client's clear text has. */
	private static final List<String> CLEAR = List.of("HTTP/1.", "RTSP/1.", "GET /", "Content-", "camerad-frame",
			"JFIF", "data: {", "Authorization", "uid", "<image", "<?xml", "a=rtpmap");

	private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

	private final int target;

	private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();

	private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();

	private volatile Socket client;

	private volatile Socket server;

	RecordingRelay(int target) throws IOException {
		this.target = target;
		start("relay", this::serve);
	}

	int port() {
		return this.listening.getLocalPort();
	}

	private void serve() {
		try {
			this.client = this.listening.accept();
			this.server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			start("relay-to-server", () -> copy(this.client, this.server, this.fromClient));
			copy(this.server, this.client, this.fromServer);
		}
		catch (IOException ex) {
			// The test has ended.
		}
	}

	private static void start(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
	}

	private static void copy(Socket from, Socket to, ByteArrayOutputStream record) {
		byte[] buffer = new byte[16384];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				synchronized (record) {
					record.write(buffer, 0, count);
				}
				out.write(buffer, 0, count);
			}
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// One of the two has ended the connection.
		}
	}

	/**
	 * Checks that both sides sent nothing but TLS records, and at least so many bytes.
	 */
	void assertEncrypted(int minimum) {
		byte[] sent = bytes(this.fromServer);
		assertThat(sent.length).as("bytes on the wire").isGreaterThan(minimum);
		assertRecords(sent);
		assertRecords(bytes(this.fromClient));
	}

	private static byte[] bytes(ByteArrayOutputStream record) {
		synchronized (record) {
			return record.toByteArray();
		}
	}

	private static void assertRecords(byte[] bytes) {
		int at = 0;
		while (at + 5 <= bytes.length) {
			int length = (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
			assertThat(bytes[at]).as("the type of the record at " + at).isBetween((byte) 20, (byte) 23);
			assertThat(bytes[at + 1]).as("the version of the record at " + at).isEqualTo((byte) 3);
			assertThat(length).as("the length of the record at " + at).isBetween(1, MAX_RECORD_BYTES);
			at += 5 + length;
		}
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		assertThat(CLEAR.stream().filter(text::contains)).as("clear text on the wire").isEmpty();
	}

	@Override
	public void close() throws IOException {
		this.listening.close();
		if (this.client != null) {
			this.client.close();
		}
		if (this.server != null) {
			this.server.close();
		}
	}

}
