package org.camerad.driver.hisilicon.bridge;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A connection to the bridge with one request at a time. After a failure it must be
 * closed, because a response may still arrive.
 */
final class BridgeConnection implements Closeable {

	/** A response. */
	record Response(int status, byte[] body) {
	}

	/** More than the longest response of the bridge. */
	private static final int MAX_RESPONSE_BYTES = 64 * 1024;

	private static final int HEADER_BYTES = 5;

	private final SocketChannel channel;

	private final Selector selector;

	private final Duration timeout;

	private BridgeConnection(SocketChannel channel, Selector selector, Duration timeout) {
		this.channel = channel;
		this.selector = selector;
		this.timeout = timeout;
	}

	/** Connects. The timeout applies to each exchange. */
	static BridgeConnection open(Path socket, Duration timeout) throws IOException {
		SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			channel.configureBlocking(false);
			// A local connection succeeds at once or not at all.
			if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
				throw new IOException("the bridge at " + socket + " does not accept connections");
			}
			return new BridgeConnection(channel, Selector.open(), timeout);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/** Sends a request and returns its response. */
	Response exchange(int operation, byte[] body) throws IOException {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		ByteBuffer request = ByteBuffer.allocate(HEADER_BYTES + body.length);
		request.putInt(1 + body.length).put((byte) operation).put(body).flip();
		while (request.hasRemaining()) {
			if (this.channel.write(request) == 0) {
				await(SelectionKey.OP_WRITE, deadline);
			}
		}
		ByteBuffer head = read(HEADER_BYTES, deadline);
		int length = head.getInt() - 1;
		if (length < 0 || length > MAX_RESPONSE_BYTES) {
			throw new IOException("the bridge sent a response of " + length + " bytes");
		}
		int status = head.get();
		return new Response(status, read(length, deadline).array());
	}

	private ByteBuffer read(int length, long deadline) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(length);
		while (bytes.hasRemaining()) {
			int count = this.channel.read(bytes);
			if (count < 0) {
				throw new EOFException("the bridge closed the connection");
			}
			if (count == 0) {
				await(SelectionKey.OP_READ, deadline);
			}
		}
		return bytes.flip();
	}

	private void await(int operation, long deadline) throws IOException {
		long millis = (deadline - System.nanoTime()) / 1_000_000;
		this.channel.register(this.selector, operation);
		if (millis <= 0 || this.selector.select(millis) == 0) {
			throw new IOException(Thread.currentThread().isInterrupted() ? "interrupted"
					: "the bridge does not respond within " + this.timeout.toMillis() + " ms");
		}
		this.selector.selectedKeys().clear();
	}

	@Override
	public void close() throws IOException {
		try {
			this.selector.close();
		}
		finally {
			this.channel.close();
		}
	}

}
