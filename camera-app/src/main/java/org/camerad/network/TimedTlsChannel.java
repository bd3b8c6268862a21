package org.camerad.network;

import java.io.IOException;
import java.nio.channels.SocketChannel;

import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TLS connection whose handshake has a total time limit. */
final class TimedTlsChannel extends SecureNioChannel {

	private static final Logger logger = LoggerFactory.getLogger(TimedTlsChannel.class);

	private final NioEndpoint endpoint;

	private long openedNanos;

	TimedTlsChannel(SocketBufferHandler buffer, NioEndpoint endpoint) {
		super(buffer, endpoint);
		this.endpoint = endpoint;
	}

	@Override
	public void reset(SocketChannel channel, NioEndpoint.NioSocketWrapper wrapper) throws IOException {
		this.openedNanos = System.nanoTime();
		super.reset(channel, wrapper);
	}

	@Override
	public int handshake(boolean read, boolean write) throws IOException {
		int timeout = this.endpoint.getConnectionTimeout();
		if (timeout > 0 && System.nanoTime() - this.openedNanos > timeout * 1_000_000L) {
			logger.debug("a TLS handshake has taken too long and is given up");
			throw new IOException("the handshake is too slow");
		}
		return super.handshake(read, write);
	}

}
