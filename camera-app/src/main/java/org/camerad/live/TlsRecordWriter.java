package org.camerad.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/**
 * A writer that encrypts with the TLS engine of a connection, without blocking. It owns
 * its buffer, so that bytes of one connection cannot get into another one, which the
 * container's buffers could do after they have been reused. Not thread-safe; the engine
 * may read at the same time.
 */
final class TlsRecordWriter {

	private final SSLEngine engine;

	private final WritableByteChannel channel;

	/** The encrypted bytes that the socket has not accepted yet. */
	private final ByteBuffer record;

	/**
	 * Creates a writer.
	 * @param engine an engine that has completed its handshake
	 * @param channel the socket, in non-blocking mode
	 */
	TlsRecordWriter(SSLEngine engine, WritableByteChannel channel) {
		this.engine = engine;
		this.channel = channel;
		this.record = ByteBuffer.allocateDirect(engine.getSession().getPacketBufferSize()).limit(0);
	}

	/**
	 * Encrypts and sends as many bytes as the socket accepts.
	 * @return whether all bytes have been sent
	 * @throws IOException if the connection or its TLS session has ended, or if the
	 * client renegotiates
	 */
	boolean write(ByteBuffer rest) throws IOException {
		while (flush()) {
			// The answer to a client's key update waits for the next write.
			if (!rest.hasRemaining() && this.engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
				return true;
			}
			encrypt(rest);
		}
		return false;
	}

	/** Returns whether the client has received only a part of the last record. */
	boolean isMidRecord() {
		return this.record.hasRemaining();
	}

	/**
	 * Returns whether the client has begun another handshake on this connection. Only TLS
	 * 1.2 has that; the status of TLS 1.3 is a key update. Thread-safe.
	 */
	boolean isRenegotiating() {
		return "TLSv1.2".equals(this.engine.getSession().getProtocol())
				&& this.engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
	}

	private boolean flush() throws IOException {
		while (this.record.hasRemaining()) {
			if (this.channel.write(this.record) == 0) {
				return false;
			}
		}
		return true;
	}

	private void encrypt(ByteBuffer rest) throws IOException {
		this.record.clear();
		SSLEngineResult result;
		try {
			result = this.engine.wrap(rest, this.record);
		}
		finally {
			this.record.flip();
		}
		if (result.getStatus() != SSLEngineResult.Status.OK) {
			this.record.limit(0);
			throw new IOException("TLS cannot send any more: " + result.getStatus());
		}
		if (result.bytesProduced() == 0) {
			throw new IOException("the client renegotiates: " + result.getHandshakeStatus());
		}
	}

}
