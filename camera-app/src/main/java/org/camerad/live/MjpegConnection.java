package org.camerad.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's connection, taken over from the container once the headers have gone out.
 * Pictures are sent by the broadcast's thread, only as fast as the socket takes them; the
 * container still notices when the viewer goes. Public because the container makes it.
 */
public final class MjpegConnection implements InternalHttpUpgradeHandler {

	private final ByteBuffer ignored = ByteBuffer.allocate(512);

	private @Nullable SocketWrapperBase<?> socket;

	private @Nullable SocketChannel channel;

	private @Nullable SSLSupport tls;

	private @Nullable Broadcast broadcast;

	private String user = "";

	private long interval;

	// The fields below belong to the broadcast's thread.

	private @Nullable Part part;

	private @Nullable ByteBuffer left;

	private long blockedSince;

	private long dueAt;

	/** Set before the container hands the connection over. */
	void watch(Broadcast watched, String by, int fps) {
		this.broadcast = watched;
		this.user = by;
		this.interval = (fps == 0) ? 0 : 1_000_000_000L / fps;
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
		if (this.broadcast != null) {
			this.broadcast.join(this);
		}
	}

	/** The viewer has nothing to say; what matters is that it is still there. */
	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		if (event != SocketEvent.OPEN_READ) {
			return SocketState.CLOSED;
		}
		try {
			int read = 1;
			while (read > 0) {
				this.ignored.clear();
				read = wrapper().read(false, this.ignored);
			}
			return (read < 0) ? SocketState.CLOSED : SocketState.UPGRADED;
		}
		catch (IOException ex) {
			return SocketState.CLOSED;
		}
	}

	@Override
	public void destroy() {
		if (this.broadcast != null) {
			this.broadcast.leave(this);
		}
	}

	@Override
	public void timeoutAsync(long now) {
		// Nothing is waited for asynchronously.
	}

	@Override
	public void pause() {
		// The broadcast ends its viewers when the service stops.
	}

	/** Whether the viewer wants this picture and has taken the one before. */
	boolean isDue(long now) {
		return this.left == null && now - this.dueAt >= 0;
	}

	/** Begins to send a part. */
	void begin(Part next, long now) {
		this.part = next;
		this.left = next.hold();
		this.blockedSince = now;
		// Half an interval early is still this one's turn: frames do not come on the dot.
		this.dueAt = now + this.interval - this.interval / 4;
	}

	/**
	 * Sends what the socket takes.
	 * @return the part when all of it is sent, null while some is left
	 */
	@Nullable Part send(long now) throws IOException {
		ByteBuffer rest = this.left;
		if (rest == null) {
			return null;
		}
		if (write(rest)) {
			this.left = null;
			return letGo();
		}
		return null;
	}

	private boolean write(ByteBuffer rest) throws IOException {
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

	/** The part that is being sent, which is no longer this viewer's. */
	@Nullable Part letGo() {
		Part held = this.part;
		this.part = null;
		this.left = null;
		return held;
	}

	/** For how long the viewer has not taken all of its picture. */
	long blockedFor(long now) {
		return (this.left == null) ? 0 : now - this.blockedSince;
	}

	/** Asks to be told when the socket takes more. */
	void awaitWritable(Selector selector) throws IOException {
		SelectionKey key = channel().keyFor(selector);
		if (key == null) {
			channel().register(selector, SelectionKey.OP_WRITE, this);
		}
		else {
			key.interestOps(SelectionKey.OP_WRITE);
		}
	}

	void close() {
		wrapper().close();
	}

	private SocketWrapperBase<?> wrapper() {
		SocketWrapperBase<?> wrapper = this.socket;
		if (wrapper == null) {
			throw new IllegalStateException("the connection has not been handed over");
		}
		return wrapper;
	}

	private SocketChannel channel() {
		SocketChannel open = this.channel;
		if (open == null) {
			throw new IllegalStateException("the connection has not been handed over");
		}
		return open;
	}

}
