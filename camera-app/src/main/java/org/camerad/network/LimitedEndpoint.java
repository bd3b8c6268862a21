package org.camerad.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.camerad.limit.KeyedPlaces;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.session.AddressGroup;
import org.camerad.thread.SharedAcceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * An endpoint that limits the connections from one address. A connection beyond the limit
 * is closed as soon as it is accepted. Thread-safe.
 */
final class LimitedEndpoint extends NioEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(LimitedEndpoint.class);

	private static final RateLimitedLogger unreadLogger = new RateLimitedLogger(logger, "ended a response", 3,
			Duration.ofMinutes(1));

	private static final long READ_PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

	private final Map<SocketChannel, Peer> peers = new ConcurrentHashMap<>();

	/** Null if the endpoint has threads of its own. */
	private @Nullable EndpointHub hub;

	private RequestThreads.@Nullable Share share;

	private SharedAcceptor.@Nullable Port port;

	/** True while no connection is accepted because there are as many as allowed. */
	private volatile boolean full;

	private @Nullable PortLimits limits;

	private @Nullable KeyedPlaces places;

	/** Sets the limits, before the endpoint starts. */
	void limit(PortLimits limits) {
		this.limits = limits;
	}

	/** Makes the endpoint a member of a hub, before it starts. */
	void join(EndpointHub hub) {
		this.hub = hub;
	}

	RequestThreads.Share share() {
		return Objects.requireNonNull(this.share, "the endpoint is not a member of a hub");
	}

	/** Returns whether requests are under way. */
	boolean isBusy() {
		return (this.share != null) ? this.share.running() > 0 : getCurrentThreadsBusy() > 0;
	}

	PortLimits limits() {
		return Objects.requireNonNull(this.limits, "limit() has not been called");
	}

	@Override
	public void startInternal() throws Exception {
		this.places = new KeyedPlaces(limits().connectionsPerAddress(getMaxConnections()), Integer.MAX_VALUE);
		if (this.hub == null) {
			super.startInternal();
		}
		else if (!this.running) {
			start(this.hub);
		}
	}

	private void start(EndpointHub joined) throws Exception {
		this.running = true;
		this.paused = false;
		this.share = joined.share(getMaxThreads());
		setExecutor(this.share);
		initializeConnectionLatch();
		this.acceptor = new EndpointHub.NoAcceptor<>(this);
		joined.join(this);
		this.port = SharedAcceptor.listen((ServerSocketChannel) getServerSocket(), this::accepted);
	}

	@Override
	public void stopInternal() {
		if (this.hub == null) {
			super.stopInternal();
			return;
		}
		if (!this.paused) {
			pause();
		}
		if (this.running) {
			this.running = false;
			getConnections().forEach(SocketWrapperBase::close);
			this.hub.leave(this);
		}
	}

	@Override
	public void pause() {
		super.pause();
		if (this.port != null) {
			this.port.suspend();
		}
	}

	@Override
	public void resume() {
		super.resume();
		if (this.port != null) {
			this.port.resume();
		}
	}

	@Override
	protected void doCloseServerSocket() throws IOException {
		if (this.port != null) {
			this.port.close();
		}
		super.doCloseServerSocket();
	}

	@Override
	protected Poller getPoller() {
		return (this.hub != null) ? this.hub.getPoller() : super.getPoller();
	}

	@Override
	public boolean processSocket(SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
		return (this.hub != null) ? this.hub.processSocket(socket, event, dispatch)
				: super.processSocket(socket, event, dispatch);
	}

	/** Takes a connection over, on the thread that accepts for all ports. */
	private void accepted(SocketChannel accepted) throws IOException {
		if (!isRunning() || isPaused() || !admit(accepted)) {
			accepted.close();
			return;
		}
		try {
			countUpOrAwaitConnection();
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException("a port is closed");
		}
		if (!setSocketOptions(accepted)) {
			closeSocket(accepted);
		}
		if (isFull()) {
			this.full = true;
			port().suspend();
			acceptAgain();
		}
	}

	private SharedAcceptor.Port port() {
		return Objects.requireNonNull(this.port, "the endpoint has not started");
	}

	private boolean isFull() {
		return getMaxConnections() >= 0 && getConnectionCount() >= getMaxConnections();
	}

	@Override
	protected long countDownConnection() {
		long left = super.countDownConnection();
		acceptAgain();
		return left;
	}

	private void acceptAgain() {
		if (this.full && !isFull() && !this.paused) {
			this.full = false;
			port().resume();
		}
	}

	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		if (this.hub == null) {
			return super.setSocketOptions(socket);
		}
		try {
			NioChannel channel = createChannel(new SocketBufferHandler(this.socketProperties.getAppReadBufSize(),
					this.socketProperties.getAppWriteBufSize(), this.socketProperties.getDirectBuffer()));
			EndpointHub.MemberSocket wrapper = new EndpointHub.MemberSocket(channel, this);
			channel.reset(socket, wrapper);
			socket.configureBlocking(false);
			this.socketProperties.setProperties(socket.socket());
			wrapper.setReadTimeout(getConnectionTimeout());
			wrapper.setWriteTimeout(getConnectionTimeout());
			wrapper.setKeepAliveLeft(getMaxKeepAliveRequests());
			this.connections.put(socket, wrapper);
			getPoller().register(wrapper);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("a client disconnected at once: {}", ex.toString());
			// A connection that is known is closed by the caller.
			if (!this.connections.containsKey(socket)) {
				destroySocket(socket);
			}
			return false;
		}
	}

	@Override
	protected SocketChannel serverSocketAccept() throws Exception {
		SocketChannel accepted = super.serverSocketAccept();
		// A stopping endpoint wakes its acceptor with a connection of its own.
		while (isRunning() && !isPaused() && !admit(accepted)) {
			accepted.close();
			accepted = super.serverSocketAccept();
		}
		return accepted;
	}

	private boolean admit(SocketChannel accepted) throws IOException {
		if (!(accepted.getRemoteAddress() instanceof InetSocketAddress remote)) {
			return true;
		}
		String group = AddressGroup.of(remote.getAddress().getHostAddress());
		boolean counted = !limits().proxies().contains(remote.getAddress()) && !PortProbe.isProbe(remote);
		if (counted && !Objects.requireNonNull(this.places).take(group)) {
			limits().refusals().add(group);
			return false;
		}
		this.peers.put(accepted, new Peer(group, counted));
		return true;
	}

	/** Returns the client at the other end of a connection. */
	Peer peer(SocketWrapperBase<?> socket) {
		Peer peer = this.peers.get(((NioChannel) socket.getSocket()).getIOChannel());
		return (peer != null) ? peer : new Peer("", false);
	}

	/** Gives back the place of a connection that is being closed. */
	void release(SocketChannel channel) {
		Peer peer = this.peers.remove(channel);
		if (peer != null && peer.counted()) {
			Objects.requireNonNull(this.places).giveBack(peer.group());
		}
	}

	/**
	 * Ends responses that clients do not read while threads are scarce: each occupies a
	 * thread. One address may keep an eighth of the threads waiting, and all addresses
	 * half of them. Called by one thread.
	 */
	void endUnreadResponses() {
		int threads = getMaxThreads();
		boolean scarce = (this.share != null) ? this.share.isScarce() : getCurrentThreadsBusy() >= threads * 3 / 4;
		KeyedPlaces kept = new KeyedPlaces(Math.max(1, threads / 8), Math.max(1, threads / 2));
		long now = System.nanoTime();
		this.peers.forEach((channel, peer) -> {
			boolean unread = peer.stalledNanos(isWriting(channel), now) >= READ_PATIENCE_NANOS;
			if (scarce && unread && !kept.take(peer.group())) {
				endResponse(channel, peer);
			}
		});
	}

	private boolean isWriting(SocketChannel channel) {
		return this.connections.get(channel) instanceof NioSocketWrapper wrapper
				&& wrapper.interestOpsHas(SelectionKey.OP_WRITE);
	}

	/** Makes the write fail that waits for the client. */
	private void endResponse(SocketChannel channel, Peer peer) {
		limits().unread().increment();
		unreadLogger.log(Level.WARN, "ended a response to {}, which does not read it while threads are scarce",
				peer.group());
		try {
			channel.shutdownOutput();
		}
		catch (IOException ex) {
			logger.debug("a client disconnected before its response was ended: {}", ex.toString());
		}
	}

	@Override
	protected void destroySocket(SocketChannel socket) {
		release(socket);
		super.destroySocket(socket);
	}

	@Override
	protected NioChannel createChannel(SocketBufferHandler buffer) {
		return isSSLEnabled() ? new TimedTlsChannel(buffer, this) : super.createChannel(buffer);
	}

}
