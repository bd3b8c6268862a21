package org.camerad.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection taken over from the container once the headers have gone out, so that one
 * that lasts costs no thread. Whoever holds it writes only what the socket takes; the
 * container still notices when the other side goes. Public because the container makes
 * it.
 */
public final class DetachedConnection implements InternalHttpUpgradeHandler {

	/** Who holds a connection. Called from the container's threads. */
	interface Owner {

		void onOpen(DetachedConnection connection);

		void onClose(DetachedConnection connection);

	}

	private final ByteBuffer discarded = ByteBuffer.allocate(512);

	private @Nullable SocketWrapperBase<?> socket;

	private @Nullable SocketChannel channel;

	private @Nullable SSLSupport tls;

	private @Nullable Owner owner;

	private String user = "";

	/**
	 * Sends the headers of an answer without an end, and takes the connection over.
	 * @param user whose connection it is
	 */
	static void detach(HttpServletRequest request, HttpServletResponse response, String user, Owner owner)
			throws IOException, ServletException {
		// The body ends with the connection: it has no length and must not be chunked.
		response.setHeader("Connection", "close");
		response.flushBuffer();
		if ("GET".equals(request.getMethod())) {
			DetachedConnection connection = request.upgrade(DetachedConnection.class);
			connection.user = user;
			connection.owner = owner;
		}
	}

	String user() {
		return this.user;
	}

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.socket = wrapper;
		this.channel = ((NioChannel) wrapper.getSocket()).getIOChannel();
	}

	@Override
	public void setSslSupport(@Nullable SSLSupport support) {
		this.tls = support;
	}

	@Override
	public void init(WebConnection connection) {
		if (this.owner != null) {
			this.owner.onOpen(this);
		}
	}

	/** The other side has nothing to say; what matters is that it is still there. */
	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		if (event != SocketEvent.OPEN_READ) {
			return SocketState.CLOSED;
		}
		try {
			int read = 1;
			while (read > 0) {
				this.discarded.clear();
				read = wrapper().read(false, this.discarded);
			}
			return (read < 0) ? SocketState.CLOSED : SocketState.UPGRADED;
		}
		catch (IOException ex) {
			return SocketState.CLOSED;
		}
	}

	@Override
	public void destroy() {
		if (this.owner != null) {
			this.owner.onClose(this);
		}
	}

	@Override
	public void timeoutAsync(long now) {
		// Nothing is waited for asynchronously.
	}

	@Override
	public void pause() {
		// The holder ends its connections when the service stops.
	}

	/**
	 * Writes what the socket takes. One thread at a time.
	 * @return whether all of it is sent
	 */
	boolean write(ByteBuffer rest) throws IOException {
		if (this.tls == null) {
			channel().write(rest);
			return !rest.hasRemaining();
		}
		SocketWrapperBase<?> wrapper = wrapper();
		if (rest.hasRemaining()) {
			wrapper.write(false, rest);
		}
		return !wrapper.flush(false);
	}

	/** Asks to be selected when the socket takes more. */
	void awaitWritable(Selector selector, Object attachment) throws IOException {
		SelectionKey key = channel().keyFor(selector);
		if (key == null) {
			channel().register(selector, SelectionKey.OP_WRITE, attachment);
		}
		else {
			key.interestOps(SelectionKey.OP_WRITE);
		}
	}

	void close() {
		wrapper().close();
	}

	/** Hangs up with a reset, as a camera that breaks off does. */
	void reset() {
		TcpReset.send(wrapper());
	}

	private SocketWrapperBase<?> wrapper() {
		SocketWrapperBase<?> wrapper = this.socket;
		if (wrapper == null) {
			throw new IllegalStateException("the connection has not been handed over");
		}
		return wrapper;
	}

	private SocketChannel channel() {
		SocketChannel channel = this.channel;
		if (channel == null) {
			throw new IllegalStateException("the connection has not been handed over");
		}
		return channel;
	}

}
