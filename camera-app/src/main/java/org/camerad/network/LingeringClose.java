package org.camerad.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLEngine;

import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a connection whose client may still be sending (RFC 9112 section 9.6). The
 * service sends no more; for at most 2 s it discards what arrives, because a reset would
 * destroy the response before the client has read it. A connection in this state occupies
 * no thread. Called from the container's threads.
 */
final class LingeringClose implements InternalHttpUpgradeHandler {

	private static final Logger logger = LoggerFactory.getLogger(LingeringClose.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	/** The reads for one event, so that a fast sender does not keep a thread. */
	private static final int MAX_READS = 16;

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final ScheduledExecutorService timer;

	private final ByteBuffer discarded = ByteBuffer.allocate(8192);

	private @Nullable SocketWrapperBase<?> socket;

	private @Nullable Future<?> timeout;

	/** Creates the end of a connection; the timer closes it. */
	LingeringClose(ScheduledExecutorService timer) {
		this.timer = timer;
	}

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.socket = wrapper;
	}

	@Override
	public void init(WebConnection connection) {
		SocketWrapperBase<?> wrapper = wrapper();
		SocketChannel channel = channel();
		try {
			if (channel != null && wrapper.getSocket() instanceof SecureNioChannel tls) {
				sendCloseNotify(tls, channel);
			}
			if (channel != null) {
				channel.shutdownOutput();
			}
		}
		catch (IOException ex) {
			logger.debug("a client disconnected after its response: {}", ex.toString());
		}
		this.timeout = this.timer.schedule(wrapper::close, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Tells a TLS client that nothing follows, as far as its socket accepts that now. */
	private static void sendCloseNotify(SecureNioChannel tls, SocketChannel channel) throws IOException {
		SSLEngine engine = tls.getSslEngine();
		engine.closeOutbound();
		ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
		engine.wrap(NOTHING.duplicate(), record);
		channel.write(record.flip());
	}

	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		SocketChannel channel = channel();
		if (event != SocketEvent.OPEN_READ || channel == null) {
			return SocketState.CLOSED;
		}
		try {
			int read = 1;
			for (int i = 0; i < MAX_READS && read > 0; i++) {
				read = channel.read(this.discarded.clear());
			}
			return (read < 0) ? SocketState.CLOSED : SocketState.UPGRADED;
		}
		catch (IOException ex) {
			return SocketState.CLOSED;
		}
	}

	@Override
	public void destroy() {
		if (this.timeout != null) {
			this.timeout.cancel(false);
		}
	}

	@Override
	public void setSslSupport(@Nullable SSLSupport support) {
		// What arrives is discarded without decryption.
	}

	@Override
	public void timeoutAsync(long now) {
		// No asynchronous operation is pending.
	}

	@Override
	public void pause() {
		// The timer ends the connection.
	}

	/** Returns the connection, null when the timer or the container has closed it. */
	private @Nullable SocketChannel channel() {
		return ((NioChannel) wrapper().getSocket()).getIOChannel();
	}

	private SocketWrapperBase<?> wrapper() {
		SocketWrapperBase<?> wrapper = this.socket;
		if (wrapper == null) {
			throw new IllegalStateException("the container has not set the connection yet");
		}
		return wrapper;
	}

}
