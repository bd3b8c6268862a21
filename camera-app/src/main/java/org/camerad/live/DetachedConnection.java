package org.camerad.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLEngine;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
 * A connection that was detached from the servlet container after the headers were sent.
 * A long-lived stream then occupies no container thread. The owner writes only as many
 * bytes as the socket accepts; the container still detects that the client has
 * disconnected. Public because the container creates it.
 */
public final class DetachedConnection implements InternalHttpUpgradeHandler {

	/** The owner of a detached connection. Called from the container's threads. */
	interface Owner {

		void onOpen(DetachedConnection connection);

		void onClose(DetachedConnection connection);

	}

	private static final Logger logger = LoggerFactory.getLogger(DetachedConnection.class);

	/** The reads for one event, so that a fast sender does not keep a thread. */
	private static final int MAX_READS = 16;

	private final ByteBuffer discarded = ByteBuffer.allocate(512);

	private @Nullable SocketWrapperBase<?> socket;

	private @Nullable SocketChannel channel;

	/** Null on a connection without TLS. */
	private @Nullable TlsRecordWriter tls;

	private @Nullable Owner owner;

	private ViewerPlaces.@Nullable Place place;

	private String user = "";

	/**
	 * Sends the headers of a response without an end, and detaches the connection from
	 * the container.
	 * @param user the name of the authenticated user
	 * @param place the viewer's place, given back when the connection ends
	 * @param owner receives the connection if the method is GET
	 */
	static void detach(HttpServletRequest request, HttpServletResponse response, String user, ViewerPlaces.Place place,
			Owner owner) throws IOException, ServletException {
		DetachedConnection connection = null;
		try {
			connection = detach(request, response);
		}
		finally {
			if (connection == null) {
				place.close();
			}
		}
		if (connection != null) {
			connection.user = user;
			connection.place = place;
			connection.owner = owner;
		}
	}

	/** Sends the headers, and returns the connection if the method is GET. */
	private static @Nullable DetachedConnection detach(HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		// The body ends with the connection: it has no length and must not be chunked.
		response.setHeader("Connection", "close");
		// A proxy such as nginx would otherwise collect bytes before it passes them on.
		response.setHeader("X-Accel-Buffering", "no");
		response.flushBuffer();
		return "GET".equals(request.getMethod()) ? request.upgrade(DetachedConnection.class) : null;
	}

	String user() {
		return this.user;
	}

	/**
	 * Takes the connection over, and with it the engine that encrypts it.
	 * @throws IllegalStateException if the kind of connection is not known, so that
	 * nothing is sent on it; the container then closes it
	 */
	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		try {
			takeOver(wrapper);
		}
		catch (IllegalStateException ex) {
			destroy();
			throw ex;
		}
	}

	private void takeOver(SocketWrapperBase<?> wrapper) {
		NioChannel connection = (NioChannel) wrapper.getSocket();
		if (connection instanceof SecureNioChannel secure) {
			this.tls = new TlsRecordWriter(engineOf(secure), secure.getIOChannel());
		}
		else if (connection.getClass() != NioChannel.class) {
			throw new IllegalStateException("cannot take over a " + connection.getClass().getName());
		}
		this.channel = connection.getIOChannel();
		this.socket = wrapper;
	}

	private static SSLEngine engineOf(SecureNioChannel secure) {
		SSLEngine engine = secure.getSslEngine();
		if (engine == null || !secure.isHandshakeComplete() || secure.getOutboundRemaining() > 0) {
			throw new IllegalStateException("cannot take over a TLS connection that is being negotiated or written");
		}
		return engine;
	}

	@Override
	public void setSslSupport(@Nullable SSLSupport support) {
		// The container calls this after init: too late to find out about TLS.
	}

	@Override
	public void init(WebConnection connection) {
		if (this.owner != null) {
			this.owner.onOpen(this);
		}
	}

	/**
	 * Discards what the client sends. Reading is needed to notice that it has
	 * disconnected.
	 */
	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		if (event != SocketEvent.OPEN_READ) {
			return SocketState.CLOSED;
		}
		try {
			int read = 1;
			for (int i = 0; i < MAX_READS && read > 0; i++) {
				this.discarded.clear();
				read = wrapper().read(false, this.discarded);
			}
			return (read < 0 || isRenegotiating()) ? SocketState.CLOSED : SocketState.UPGRADED;
		}
		catch (IOException ex) {
			return SocketState.CLOSED;
		}
	}

	/**
	 * Returns whether the client has asked for a new handshake, which TLS 1.3 forbids.
	 */
	private boolean isRenegotiating() {
		return this.tls != null && this.tls.isRenegotiating();
	}

	@Override
	public void destroy() {
		if (this.place != null) {
			this.place.close();
		}
		if (this.owner != null) {
			this.owner.onClose(this);
		}
	}

	@Override
	public void timeoutAsync(long now) {
		// No asynchronous operation is pending.
	}

	@Override
	public void pause() {
		// The owner ends its connections when the service stops.
	}

	/**
	 * Writes as many bytes as the socket accepts, without blocking. Not thread-safe.
	 * @return whether all bytes have been written
	 */
	boolean write(ByteBuffer rest) throws IOException {
		if (this.tls != null) {
			return this.tls.write(rest);
		}
		channel().write(rest);
		return !rest.hasRemaining();
	}

	/** Registers the connection to be selected when the socket accepts more bytes. */
	void awaitWritable(Selector selector, Object attachment) throws IOException {
		SelectionKey key = channel().keyFor(selector);
		if (key == null) {
			channel().register(selector, SelectionKey.OP_WRITE, attachment);
		}
		else {
			key.interestOps(SelectionKey.OP_WRITE);
		}
	}

	/**
	 * Closes the connection. TLS says good-bye (close_notify) unless a record is open.
	 */
	void close() {
		if (this.tls != null && this.tls.isMidRecord()) {
			closeChannel();
		}
		wrapper().close();
	}

	private void closeChannel() {
		try {
			channel().close();
		}
		catch (IOException ex) {
			logger.debug("a connection was closed before: {}", ex.toString());
		}
	}

	/** Resets the TCP connection instead of closing it. */
	void reset() {
		TcpReset.send(wrapper());
	}

	private SocketWrapperBase<?> wrapper() {
		SocketWrapperBase<?> wrapper = this.socket;
		if (wrapper == null) {
			throw new IllegalStateException("the container has not set the connection yet");
		}
		return wrapper;
	}

	private SocketChannel channel() {
		SocketChannel channel = this.channel;
		if (channel == null) {
			throw new IllegalStateException("the container has not set the connection yet");
		}
		return channel;
	}

}
