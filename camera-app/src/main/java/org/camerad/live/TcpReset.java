package org.camerad.live;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a connection with a reset (RFC 9293 section 3.10.4, abort) instead of a close. */
public final class TcpReset {

	private static final Logger logger = LoggerFactory.getLogger(TcpReset.class);

	private TcpReset() {
	}

	/** Resets a connection that was taken from the container. Any thread. */
	public static void send(SocketWrapperBase<?> wrapper) {
		SocketChannel channel = ((NioChannel) wrapper.getSocket()).getIOChannel();
		try {
			channel.setOption(StandardSocketOptions.SO_LINGER, 0);
			// Before the container says good-bye, which TLS would send.
			channel.close();
		}
		catch (IOException ex) {
			logger.debug("closed before it could be reset: {}", ex.toString());
		}
		wrapper.close();
		if (wrapper instanceof NioEndpoint.NioSocketWrapper polled) {
			// The system closes it only once the selector has let go of it.
			polled.getPoller().getSelector().wakeup();
		}
	}

}
