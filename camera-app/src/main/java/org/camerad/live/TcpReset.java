package org.camerad.live;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP reset (RFC 9293 section 3.10.4, abort), which ends a connection instead of a
 * close.
 */
public final class TcpReset {

	private static final Logger logger = LoggerFactory.getLogger(TcpReset.class);

	private TcpReset() {
	}

	/** Resets a connection that was detached from the container. Thread-safe. */
	public static void send(SocketWrapperBase<?> wrapper) {
		SocketChannel channel = ((NioChannel) wrapper.getSocket()).getIOChannel();
		try {
			channel.setOption(StandardSocketOptions.SO_LINGER, 0);
			// Closing the channel first keeps TLS from sending its close message.
			channel.close();
		}
		catch (IOException ex) {
			logger.debug("the connection was closed before its reset: {}", ex.toString());
		}
		wrapper.close();
		if (wrapper instanceof NioEndpoint.NioSocketWrapper polled) {
			// The system closes the socket only after the selector has released it.
			polled.getPoller().getSelector().wakeup();
		}
	}

}
