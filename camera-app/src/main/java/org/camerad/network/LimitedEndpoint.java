package org.camerad.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.camerad.limit.KeyedPlaces;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.session.AddressGroup;
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

	private @Nullable PortLimits limits;

	private @Nullable KeyedPlaces places;

	/** Sets the limits, before the endpoint starts. */
	void limit(PortLimits limits) {
		this.limits = limits;
	}

	PortLimits limits() {
		return Objects.requireNonNull(this.limits, "limit() has not been called");
	}

	@Override
	public void startInternal() throws Exception {
		this.places = new KeyedPlaces(limits().connectionsPerAddress(getMaxConnections()), Integer.MAX_VALUE);
		super.startInternal();
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
		boolean scarce = getCurrentThreadsBusy() >= threads * 3 / 4;
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

	/** A TLS connection whose handshake has a total time limit. */
	private static final class TimedTlsChannel extends SecureNioChannel {

		private final NioEndpoint endpoint;

		private long openedNanos;

		TimedTlsChannel(SocketBufferHandler buffer, NioEndpoint endpoint) {
			super(buffer, endpoint);
			this.endpoint = endpoint;
		}

		@Override
		public void reset(SocketChannel channel, NioSocketWrapper wrapper) throws IOException {
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

}
